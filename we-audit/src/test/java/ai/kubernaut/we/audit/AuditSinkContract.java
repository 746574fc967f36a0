package ai.kubernaut.we.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What holds for every sink, even for one that keeps nothing. */
public abstract class AuditSinkContract {

  /** A sink at a place that stays the same within a test. */
  protected abstract AuditSink open() throws Exception;

  @Test
  void confirmsABatch() throws Exception {
    try (AuditSink sink = open()) {
      assertThat(sink.deliver(Events.texts("a"))).isEqualTo(Receipt.confirmed());
    }
  }

  @Test
  void confirmsARepeat() throws Exception {
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
      assertThat(sink.deliver(Events.texts("a"))).isEqualTo(Receipt.confirmed());
    }
  }

  @Test
  void servesMoreThanOneThreadInTurn() throws Exception {
    try (AuditSink sink = open()) {
      sink.deliver(Events.texts("a"));
      Receipt[] receipt = new Receipt[1];
      Thread other = new Thread(() -> receipt[0] = sink.deliver(Events.texts("b")));
      other.start();
      other.join();
      assertThat(receipt[0]).isEqualTo(Receipt.confirmed());
    }
  }

  @Test
  void canBeClosedTwice() throws Exception {
    AuditSink sink = open();
    sink.deliver(Events.texts("a"));
    sink.close();
    sink.close();
    try (AuditSink reopened = open()) {
      assertThat(reopened.deliver(Events.texts("b"))).isEqualTo(Receipt.confirmed());
    }
  }
}
