package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.api.WorkflowExecution;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.time.Instant;

/** Executions that have ended, and how long they took. */
public final class ExecutionMetrics {

  private final Counter total;
  private final Histogram duration;

  public ExecutionMetrics(CollectorRegistry registry) {
    this.total =
        Counter.build()
            .name("workflowexecution_reconciler_total")
            .help("Workflow executions that have ended, by outcome.")
            .labelNames("outcome")
            .register(registry);
    this.duration =
        Histogram.build()
            .name("workflowexecution_reconciler_duration_seconds")
            .help("From the start of a workflow execution to its end, by outcome.")
            .labelNames("outcome")
            .buckets(1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200)
            .register(registry);
  }

  /** Counts an execution whose terminal status was just written. */
  public void ended(WorkflowExecution execution) {
    String outcome = execution.phase().toString();
    total.labels(outcome).inc();
    execution
        .status()
        .startTime()
        .ifPresent(
            start -> {
              Instant end = execution.status().completionTime().orElse(start);
              duration.labels(outcome).observe(Duration.between(start, end).toMillis() / 1000.0);
            });
  }
}
