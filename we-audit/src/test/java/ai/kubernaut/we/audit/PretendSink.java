package ai.kubernaut.we.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A sink that answers as it is told and keeps what it confirms. */
final class PretendSink implements AuditSink {

  private final List<List<String>> batches = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private Function<List<String>, Receipt> answer = batch -> Receipt.confirmed();
  private boolean closed;

  synchronized PretendSink answering(Function<List<String>, Receipt> newAnswer) {
    answer = newAnswer;
    return this;
  }

  @Override
  public Receipt deliver(List<String> events) {
    Receipt receipt = answer(events).apply(events);
    synchronized (this) {
      if (receipt instanceof Receipt.Confirmed) {
        kept.addAll(events);
      }
      return receipt;
    }
  }

  private synchronized Function<List<String>, Receipt> answer(List<String> events) {
    batches.add(events);
    return answer;
  }

  synchronized List<List<String>> batches() {
    return List.copyOf(batches);
  }

  synchronized List<String> kept() {
    return kept.stream().map(Events::identity).toList();
  }

  synchronized boolean closed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
