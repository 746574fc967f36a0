package ai.kubernaut.we.audit;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that carries batches to the sink, and tells what came of them. */
final class Courier {

  private static final Logger log = LoggerFactory.getLogger(DeliveringTrail.class);

  private final AuditSink sink;
  private final Dispatch dispatch;
  private final DeadLetters deadLetters;
  private final AuditMetrics metrics;
  private final Consumer<String> listener;
  private final Thread thread;

  Courier(
      AuditSink sink,
      Dispatch dispatch,
      DeadLetters deadLetters,
      AuditMetrics metrics,
      Consumer<String> listener) {
    this.sink = sink;
    this.dispatch = dispatch;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.listener = listener;
    this.thread = new Thread(this::run, "audit");
    thread.setDaemon(true);
  }

  Thread thread() {
    return thread;
  }

  private void run() {
    try {
      List<Outgoing> batch = dispatch.next();
      while (!batch.isEmpty()) {
        carry(batch);
        batch = dispatch.next();
      }
    } catch (InterruptedException closed) {
      log.debug("audit delivery was interrupted");
    }
  }

  /** What is refused is kept before anybody can see that it was settled. */
  private void carry(List<Outgoing> batch) {
    Receipt receipt = deliver(batch);
    safely(() -> receipt.match(new Report(batch)));
    Set<String> quiet = dispatch.settle(batch, receipt);
    safely(() -> metrics.backlog(dispatch.held()));
    quiet.forEach(uid -> safely(() -> listener.accept(uid)));
  }

  /** Whoever is told must not end the delivery. */
  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException broken) {
      log.error("what became of audit events could not be told", broken);
    }
  }

  /** A sink that breaks its promise must not end the delivery. */
  private Receipt deliver(List<Outgoing> batch) {
    try {
      return sink.deliver(batch.stream().map(Outgoing::json).toList());
    } catch (RuntimeException | Error broken) {
      log.error("the audit sink failed", broken);
      return Receipt.later(broken.getClass().getSimpleName());
    }
  }

  /** Counts, logs and keeps what came of a batch; true where it ends with that. */
  private final class Report implements Receipt.Cases<Boolean> {
    private final List<Outgoing> batch;
    private final int failures = dispatch.failures();

    Report(List<Outgoing> batch) {
      this.batch = batch;
    }

    @Override
    public Boolean confirmed() {
      metrics.delivered(batch.size());
      if (failures > 0) {
        log.info("the audit sink takes events again, after {} attempts", failures);
      }
      return true;
    }

    @Override
    public Boolean refused(Receipt.Refused receipt) {
      if (batch.size() > 1) {
        return false;
      }
      Outgoing event = batch.get(0);
      log.error(
          "the audit sink refused {} of execution {}; it is among the dead letters now, and the"
              + " execution's condition will say why",
          event.type(),
          event.uid());
      deadLetters.keep(List.of(event.json()));
      metrics.rejected();
      metrics.deadLettered(1);
      return true;
    }

    /** Says so less and less often: at failures 1, 2, 4, 8 and so on. */
    @Override
    public Boolean later(Receipt.Later receipt) {
      metrics.retried();
      if (Integer.bitCount(failures + 1) == 1) {
        log.warn(
            "the audit sink takes no events now, {} are held: {}",
            dispatch.held(),
            receipt.reason());
      }
      return false;
    }
  }
}
