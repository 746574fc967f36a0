package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.audit.AuditMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/** What becomes of audit events. */
public final class AuditCounters implements AuditMetrics {

  private final Gauge backlog;
  private final Counter delivered;
  private final Counter rejected;
  private final Counter deadLettered;
  private final Counter retries;

  public AuditCounters(CollectorRegistry registry) {
    backlog =
        Gauge.build("workflowexecution_audit_backlog", "Audit events that are on their way.")
            .register(registry);
    delivered = counter("delivered", "Audit events that the sink has confirmed.", registry);
    rejected = counter("rejected", "Audit events that the sink has refused for good.", registry);
    deadLettered =
        counter("dead_lettered", "Audit events that went to the dead letters.", registry);
    retries = counter("retries", "Deliveries of audit events that are tried again.", registry);
  }

  private static Counter counter(String name, String help, CollectorRegistry registry) {
    return Counter.build("workflowexecution_audit_" + name + "_total", help).register(registry);
  }

  @Override
  public void backlog(int events) {
    backlog.set(events);
  }

  @Override
  public void delivered(int events) {
    delivered.inc(events);
  }

  @Override
  public void rejected() {
    rejected.inc();
  }

  @Override
  public void deadLettered(int events) {
    deadLettered.inc(events);
  }

  @Override
  public void retried() {
    retries.inc();
  }
}
