package ai.kubernaut.we.controller.runtime;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are due later, each at most once, at the earliest of the times it was given. Not
 * thread-safe. Times are those of {@link System#nanoTime}, of which only differences mean anything.
 */
final class DelayHeap<K> {

  private record Delayed<K>(K key, long due, long order) {}

  private final Map<K, Delayed<K>> byKey = new HashMap<>();
  private final TreeSet<Delayed<K>> byTime =
      new TreeSet<>(
          Comparator.<Delayed<K>>comparingLong(Delayed::due).thenComparingLong(Delayed::order));
  private final long origin;
  private long order;

  /** Times must not be more than 292 years after this one. */
  DelayHeap(long origin) {
    this.origin = origin;
  }

  void schedule(K key, long due) {
    Delayed<K> next = new Delayed<>(key, due - origin, order++);
    Delayed<K> before = byKey.get(key);
    if (before != null && before.due() <= next.due()) {
      return;
    }
    remove(key);
    byKey.put(key, next);
    byTime.add(next);
  }

  void remove(K key) {
    Delayed<K> before = byKey.remove(key);
    if (before != null) {
      byTime.remove(before);
    }
  }

  /** Takes out a key that is due, or returns null. */
  @Nullable K pollDue(long now) {
    if (byTime.isEmpty() || byTime.first().due() > now - origin) {
      return null;
    }
    K key = byTime.first().key();
    remove(key);
    return key;
  }

  /** How long until the next key is due, in nanoseconds. */
  OptionalLong untilNext(long now) {
    return byTime.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, byTime.first().due() - (now - origin)));
  }

  int size() {
    return byKey.size();
  }
}
