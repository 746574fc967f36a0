package ai.kubernaut.we.audit;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditProgress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What is on its way and what became of it, shared by those who hand over and the one who delivers.
 * Only {@link #next} waits.
 */
final class Dispatch {

  private final LongSupplier nanoTime;
  private final Backlog backlog;
  private final Pace pace;
  private final Ledger ledger = new Ledger();
  private boolean closing;
  private boolean stopped;

  /**
   * A dispatch of nothing yet.
   *
   * @param nanoTime a monotonic clock
   */
  Dispatch(DeliveryLimits limits, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.backlog = new Backlog(limits);
    this.pace = new Pace(limits, nanoTime.getAsLong());
  }

  /**
   * Puts events on their way, but for those that were before; false where there is no room for all
   * of them. Those of one call are underway together.
   */
  synchronized boolean add(List<AuditEvent> events, Function<AuditEvent, String> json) {
    boolean all = events.stream().allMatch(event -> add(event, json));
    notifyAll();
    return all;
  }

  private boolean add(AuditEvent event, Function<AuditEvent, String> json) {
    String uid = uid(event);
    if (ledger.knows(uid, event.type())) {
      return true;
    }
    if (closing || !backlog.hasRoom(0)) {
      return false;
    }
    String text = json.apply(event);
    if (!backlog.hasRoom(text.length())) {
      return false;
    }
    ledger.submitted(uid, event.type());
    backlog.add(new Outgoing(uid, event.type(), text, nanoTime.getAsLong()));
    return true;
  }

  /** Waits for the next batch; empty where there will be none any more. */
  synchronized List<Outgoing> next() throws InterruptedException {
    while (true) {
      OptionalLong due = pace.untilDue(backlog, closing, nanoTime.getAsLong());
      if (stopped || (closing && due.isEmpty())) {
        return List.of();
      }
      if (due.orElse(1) == 0) {
        return backlog.take(pace.size());
      }
      wait(due.stream().map(nanos -> nanos / 1_000_000 + 1).findFirst().orElse(0));
    }
  }

  /**
   * Enters what the sink answered.
   *
   * @return the executions of which nothing is underway any more
   */
  synchronized Set<String> settle(List<Outgoing> batch, Receipt receipt) {
    List<Outgoing> settled = receipt.match(new Settlement(batch));
    backlog.release(settled);
    return settled.stream()
        .map(Outgoing::uid)
        .filter(ledger::quiet)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Enters what each answer means; gives those of the batch that are not offered again. */
  private final class Settlement implements Receipt.Cases<List<Outgoing>> {
    private final List<Outgoing> batch;
    private final List<Outgoing> given;
    private final List<Outgoing> wanted;

    Settlement(List<Outgoing> batch) {
      this.batch = batch;
      this.given = batch.stream().filter(e -> !ledger.underway(e.uid(), e.type())).toList();
      this.wanted = batch.stream().filter(e -> ledger.underway(e.uid(), e.type())).toList();
    }

    @Override
    public List<Outgoing> confirmed() {
      pace.confirmed();
      batch.forEach(event -> ledger.confirmed(event.uid(), event.type()));
      return batch;
    }

    @Override
    public List<Outgoing> refused(Receipt.Refused receipt) {
      pace.refused(batch.size());
      if (batch.size() == 1) {
        batch.forEach(event -> ledger.refused(event.uid(), event.type(), receipt.reason()));
        return batch;
      }
      backlog.putFirst(wanted);
      return given;
    }

    @Override
    public List<Outgoing> later(Receipt.Later receipt) {
      pace.postponed(
          batch.size(), receipt.retryAfter().orElse(Duration.ZERO), nanoTime.getAsLong());
      backlog.putLast(wanted);
      return given;
    }
  }

  /** Takes events off their way; gives those whose fate was open. */
  synchronized List<AuditEvent> withdraw(List<AuditEvent> events) {
    List<AuditEvent> open =
        events.stream().filter(event -> ledger.surrendered(uid(event), event.type())).toList();
    backlog.drop(waiting -> !ledger.underway(waiting.uid(), waiting.type()));
    return open;
  }

  synchronized AuditProgress progress(String uid) {
    return ledger.progress(uid);
  }

  synchronized void forget(String uid) {
    boolean quiet = ledger.quiet(uid);
    ledger.forget(uid);
    if (!quiet) {
      backlog.drop(waiting -> waiting.uid().equals(uid));
    }
  }

  /** From now on nothing is taken, and what is left goes out without lingering. */
  synchronized void close() {
    closing = true;
    notifyAll();
  }

  /** From now on nothing goes out. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized int held() {
    return backlog.held();
  }

  /** Attempts that failed since the last that did not. */
  synchronized int failures() {
    return pace.failures();
  }

  private static String uid(AuditEvent event) {
    return event.execution().metadata().uid();
  }
}
