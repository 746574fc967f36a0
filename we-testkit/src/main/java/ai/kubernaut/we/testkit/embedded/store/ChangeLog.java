package ai.kubernaut.we.testkit.embedded.store;

import java.util.ArrayList;
import java.util.List;

/** Changes in order of revision; grows at the end, shrinks at the start. Not thread-safe. */
final class ChangeLog {
  private static final int SLACK = 1024;

  private final List<Change> changes = new ArrayList<>();
  private int start;

  void add(Change change) {
    changes.add(change);
  }

  int size() {
    return changes.size() - start;
  }

  Change oldest() {
    return changes.get(start);
  }

  @SuppressWarnings("NullAway") // Cleared slots lie before start and are never read.
  void dropOldest() {
    changes.set(start, null);
    start++;
    if (start >= SLACK && start * 2 > changes.size()) {
      changes.subList(0, start).clear();
      start = 0;
    }
  }

  /** At most so many changes with a revision above the given one. */
  List<Change> after(long revision, int limit) {
    int from = firstAfter(revision);
    return List.copyOf(changes.subList(from, from + Math.min(changes.size() - from, limit)));
  }

  private int firstAfter(long revision) {
    int low = start;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
