package ai.kubernaut.we.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The events on their way, bounded: those that wait, in order, and those that were taken and have
 * yet to be released or put back.
 */
final class Backlog {

  private final DeliveryLimits limits;
  private final Deque<Outgoing> waiting = new ArrayDeque<>();
  private int events;
  private long characters;

  Backlog(DeliveryLimits limits) {
    this.limits = limits;
  }

  boolean hasRoom(int length) {
    return events == 0
        || (events < limits.heldEvents() && characters + length <= limits.heldCharacters());
  }

  void add(Outgoing event) {
    waiting.addLast(event);
    events++;
    characters += event.json().length();
  }

  /** Takes the first of those that wait, at least one, and as many as fit a batch. */
  List<Outgoing> take(int atMost) {
    List<Outgoing> batch = new ArrayList<>();
    long size = 0;
    while (!waiting.isEmpty() && batch.size() < atMost) {
      size += waiting.getFirst().json().length();
      if (!batch.isEmpty() && size > limits.batchCharacters()) {
        break;
      }
      batch.add(waiting.removeFirst());
    }
    return batch;
  }

  /** Puts taken events back, to be the next. */
  void putFirst(List<Outgoing> batch) {
    for (int i = batch.size() - 1; i >= 0; i--) {
      waiting.addFirst(batch.get(i));
    }
  }

  /** Puts taken events back behind all others. */
  void putLast(List<Outgoing> batch) {
    waiting.addAll(batch);
  }

  /** Lets taken events go. */
  void release(Collection<Outgoing> batch) {
    for (Outgoing event : batch) {
      events--;
      characters -= event.json().length();
    }
  }

  /** Lets go of those that wait and match. */
  void drop(Predicate<Outgoing> unwanted) {
    List<Outgoing> dropped = waiting.stream().filter(unwanted).toList();
    waiting.removeIf(unwanted);
    release(dropped);
  }

  Optional<Outgoing> first() {
    return Optional.ofNullable(waiting.peekFirst());
  }

  int waiting() {
    return waiting.size();
  }

  /** All that is on its way. */
  int held() {
    return events;
  }
}
