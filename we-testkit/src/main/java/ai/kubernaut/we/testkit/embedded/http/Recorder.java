package ai.kubernaut.we.testkit.embedded.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps what was asked last, up to a limit. Safe for use by many threads. */
public final class Recorder {
  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private final int limit;
  private long forgotten;

  /**
   * @param limit how many requests are kept
   */
  public Recorder(int limit) {
    this.limit = limit;
  }

  synchronized void add(RecordedRequest request) {
    requests.addLast(request);
    while (requests.size() > limit) {
      requests.removeFirst();
      forgotten++;
    }
  }

  /** The latest since the start or the last {@link #clear}, in order of completion. */
  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many have been dropped because of the limit since the start or the last {@link #clear}. */
  public synchronized long forgotten() {
    return forgotten;
  }

  public synchronized void clear() {
    requests.clear();
    forgotten = 0;
  }
}
