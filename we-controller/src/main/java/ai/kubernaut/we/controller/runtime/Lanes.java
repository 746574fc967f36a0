package ai.kubernaut.we.controller.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order in which keys come into work: first in first out, one key of a group at a time, and a
 * key that is added while it is in work once more afterwards. Not thread-safe.
 *
 * <p>A key whose group is in work is parked with its group. When that work ends one parked key goes
 * back to the head of the line; whatever becomes of it there, the next one follows in time, because
 * of this invariant: a group with parked keys is in work, or has one of its keys at the head.
 */
final class Lanes<K> {

  /**
   * A key that came into work.
   *
   * @param since when it was added
   */
  record Taken<K>(K key, long since) {}

  private final Function<? super K, Optional<String>> groupOf;
  private final Deque<K> ready = new ArrayDeque<>();
  private final Map<K, Long> waiting = new HashMap<>();
  private final Map<String, Deque<K>> parked = new HashMap<>();
  private final Map<K, String> unparked = new HashMap<>();
  private final Map<K, String> inWork = new HashMap<>();
  private final Set<String> busyGroups = new HashSet<>();
  private final Set<K> again = new HashSet<>();

  /** A key whose group is empty when it is its turn is dropped. */
  Lanes(Function<? super K, Optional<String>> groupOf) {
    this.groupOf = groupOf;
  }

  void add(K key, long now) {
    if (inWork.containsKey(key)) {
      again.add(key);
    } else if (waiting.putIfAbsent(key, now) == null) {
      ready.addLast(key);
    }
  }

  /** The next key that may come into work, or null. */
  @Nullable Taken<K> take() {
    for (K key = ready.pollFirst(); key != null; key = ready.pollFirst()) {
      Long since = waiting.getOrDefault(key, 0L);
      if (begin(key)) {
        return new Taken<>(key, since);
      }
    }
    return null;
  }

  /** Ends the work on a key. */
  void done(K key, long now) {
    String group = inWork.remove(key);
    if (group == null) {
      throw new IllegalStateException("not in work: " + key);
    }
    busyGroups.remove(group);
    unpark(group);
    if (again.remove(key)) {
      add(key, now);
    }
  }

  /** Forgets that the key was added while it was in work. */
  void covered(K key) {
    again.remove(key);
  }

  boolean isWaiting(K key) {
    return waiting.containsKey(key);
  }

  int waiting() {
    return waiting.size();
  }

  boolean isIdle() {
    return inWork.isEmpty();
  }

  private boolean begin(K key) {
    Optional<String> group = groupOf.apply(key);
    String before = unparked.remove(key);
    boolean sameGroup = before != null && group.isPresent() && before.equals(group.get());
    if (before != null && !sameGroup) {
      unpark(before);
    }
    if (group.isEmpty()) {
      waiting.remove(key);
      return false;
    }
    if (!busyGroups.add(group.get())) {
      park(key, group.get(), sameGroup);
      return false;
    }
    waiting.remove(key);
    inWork.put(key, group.get());
    return true;
  }

  private void park(K key, String group, boolean first) {
    Deque<K> line = parked.computeIfAbsent(group, any -> new ArrayDeque<>());
    if (first) {
      line.addFirst(key);
    } else {
      line.addLast(key);
    }
  }

  private void unpark(String group) {
    Deque<K> line = parked.get(group);
    if (line == null) {
      return;
    }
    K key = line.removeFirst();
    if (line.isEmpty()) {
      parked.remove(group);
    }
    unparked.put(key, group);
    ready.addFirst(key);
  }
}
