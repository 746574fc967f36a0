package ai.kubernaut.we.audit;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.AuditTrail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds events, bounded, and delivers them to a sink in batches on a thread of its own, again and
 * again until the sink confirms. An event that the sink refuses for good is parked: it goes to the
 * dead letters, and its execution's progress says so.
 */
public final class DeliveringTrail implements AuditTrail {

  private static final Logger log = LoggerFactory.getLogger(DeliveringTrail.class);
  private static final Duration INTERRUPTED = Duration.ofSeconds(1);

  private final AuditSink sink;
  private final AuditEventJson json;
  private final DeadLetters deadLetters;
  private final AuditMetrics metrics;
  private final Dispatch dispatch;
  private final Courier courier;

  private DeliveringTrail(Builder b) {
    this.sink = b.sink;
    this.json = new AuditEventJson(b.cluster);
    this.deadLetters = b.deadLetters;
    this.metrics = b.metrics;
    this.dispatch = new Dispatch(b.limits, System::nanoTime);
    this.courier = new Courier(sink, dispatch, deadLetters, metrics, b.listener);
  }

  /** A trail that ends at a sink, which it closes when it is closed. */
  public static Builder to(AuditSink sink) {
    return new Builder(sink);
  }

  @Override
  public boolean submit(List<AuditEvent> events) {
    try {
      boolean all = dispatch.add(events, json::text);
      metrics.backlog(dispatch.held());
      return all;
    } catch (RuntimeException broken) {
      log.error("audit events could not be handed over and are owed still", broken);
      return false;
    }
  }

  @Override
  public AuditProgress progress(String executionUid) {
    return dispatch.progress(executionUid);
  }

  @Override
  public void surrender(List<AuditEvent> events) {
    List<AuditEvent> open = dispatch.withdraw(events);
    if (open.isEmpty()) {
      return;
    }
    deadLetters.keep(open.stream().map(json::text).toList());
    metrics.deadLettered(open.size());
    metrics.backlog(dispatch.held());
    log.error(
        "gave up the delivery of {} audit events of {}; they are among the dead letters",
        open.size(),
        open.get(0).execution().metadata().qualifiedName());
  }

  @Override
  public void forget(String executionUid) {
    dispatch.forget(executionUid);
  }

  /**
   * Takes nothing more, delivers what is left, and closes the sink. What the time does not suffice
   * for is owed still.
   *
   * @return whether everything was delivered
   */
  public boolean close(Duration longest) throws InterruptedException {
    dispatch.close();
    try {
      TimeUnit.NANOSECONDS.timedJoin(courier.thread(), longest.toNanos());
    } finally {
      dispatch.stop();
      courier.thread().interrupt();
      sink.close();
      TimeUnit.NANOSECONDS.timedJoin(courier.thread(), INTERRUPTED.toNanos());
    }
    return dispatch.held() == 0;
  }

  /** A trail in the making. */
  public static final class Builder {
    private final AuditSink sink;
    private Optional<String> cluster = Optional.empty();
    private DeadLetters deadLetters = DeadLetters.onStream(System.err);
    private AuditMetrics metrics = AuditMetrics.NONE;
    private Consumer<String> listener = executionUid -> {};
    private DeliveryLimits limits = DeliveryLimits.DEFAULTS;

    private Builder(AuditSink sink) {
      this.sink = sink;
    }

    /** The name of this cluster, for every event. */
    public Builder cluster(Optional<String> name) {
      cluster = name;
      return this;
    }

    /** Where events end that were given up; standard error unless said. */
    public Builder deadLetters(DeadLetters value) {
      deadLetters = value;
      return this;
    }

    public Builder metrics(AuditMetrics value) {
      metrics = value;
      return this;
    }

    /**
     * Told the uid of an execution when nothing of it is on its way any more. It is called on the
     * delivery thread and must be quick.
     */
    public Builder listener(Consumer<String> executionUid) {
      listener = executionUid;
      return this;
    }

    public Builder limits(DeliveryLimits value) {
      limits = value;
      return this;
    }

    /** Starts the delivery. */
    public DeliveringTrail start() {
      DeliveringTrail trail = new DeliveringTrail(this);
      trail.courier.thread().start();
      return trail;
    }
  }
}
