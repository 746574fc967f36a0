package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Settings;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Executions: those that there are, those that have ended, and how long they took. */
public final class ExecutionMetrics {

  private final Counter total;
  private final Histogram duration;
  private final ExecutionGauges gauges = new ExecutionGauges();

  public ExecutionMetrics(CollectorRegistry registry) {
    gauges.register(registry);
    this.total =
        Counter.build()
            .name("workflowexecution_reconciler_total")
            .help("Workflow executions that have ended, by outcome.")
            .labelNames("outcome")
            .register(registry);
    Stream.of(Phase.COMPLETED, Phase.FAILED).forEach(end -> total.labels(end.toString()));
    this.duration =
        Histogram.build()
            .name("workflowexecution_reconciler_duration_seconds")
            .help("From the start of a workflow execution to its end, by outcome.")
            .labelNames("outcome")
            .buckets(1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200)
            .register(registry);
  }

  /** Shows how many executions there are, and in what state. */
  public void follow(
      Supplier<List<WorkflowExecution>> all, Supplier<Settings> settings, InstantSource clock) {
    gauges.of(all, settings, clock);
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
