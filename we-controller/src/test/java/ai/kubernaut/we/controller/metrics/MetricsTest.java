package ai.kubernaut.we.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.controller.runtime.CacheObserver;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.plan.Settings;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final CollectorRegistry registry = new CollectorRegistry();

  private double sample(String name, String... labelsAndValues) {
    String[] labels = new String[labelsAndValues.length / 2];
    String[] values = new String[labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labelsAndValues[2 * i];
      values[i] = labelsAndValues[2 * i + 1];
    }
    return Optional.ofNullable(registry.getSampleValue(name, labels, values)).orElse(Double.NaN);
  }

  private static WorkflowExecution ended(Phase phase, Optional<Instant> start, Instant end) {
    WorkflowExecutionStatus.Builder status =
        WorkflowExecutionStatus.empty().toBuilder().phase(phase).completionTime(end);
    start.ifPresent(status::startTime);
    Metadata metadata =
        new Metadata(
            "apps", "a", "uid", "1", 1, START, Optional.empty(), Map.of(), Map.of(), List.of());
    return new WorkflowExecution(metadata, Optional.empty(), status.build());
  }

  @Test
  void executionsAreCountedByOutcomeWithTheNamesThatDashboardsKnow() {
    ExecutionMetrics metrics = new ExecutionMetrics(registry);
    metrics.ended(ended(Phase.COMPLETED, Optional.of(START), START.plusSeconds(90)));
    metrics.ended(ended(Phase.FAILED, Optional.empty(), START.plusSeconds(5)));

    String total = "workflowexecution_reconciler_total";
    String duration = "workflowexecution_reconciler_duration_seconds";
    assertThat(sample(total, "outcome", "Completed")).isEqualTo(1);
    assertThat(sample(total, "outcome", "Failed")).isEqualTo(1);
    assertThat(sample(duration + "_sum", "outcome", "Completed")).isEqualTo(90);
    assertThat(sample(duration + "_bucket", "outcome", "Completed", "le", "60.0")).isZero();
    assertThat(sample(duration + "_bucket", "outcome", "Completed", "le", "120.0")).isEqualTo(1);
    assertThat(sample(duration + "_bucket", "outcome", "Completed", "le", "1800.0")).isEqualTo(1);
    assertThat(sample(duration + "_count", "outcome", "Failed")).isNaN();
  }

  @Test
  void theQueueIsMeasured() {
    RuntimeMetrics metrics = new RuntimeMetrics(registry);
    metrics.queue().depth(4);
    metrics.queue().waited(Duration.ofMillis(20));
    metrics.queue().worked(Duration.ofMillis(30));
    metrics.queue().retried();

    assertThat(sample("workflowexecution_queue_depth")).isEqualTo(4);
    assertThat(sample("workflowexecution_queue_latency_seconds_sum")).isEqualTo(0.02);
    assertThat(sample("workflowexecution_queue_work_duration_seconds_sum")).isEqualTo(0.03);
    assertThat(sample("workflowexecution_queue_retries_total")).isEqualTo(1);
  }

  @Test
  void requestsAndWatchesAreCountedByKind() {
    RuntimeMetrics metrics = new RuntimeMetrics(registry);
    metrics.requests().answered("create", "Job", 201, Duration.ZERO);
    metrics.requests().answered("create", "Job", 0, Duration.ZERO);
    metrics.cache("jobs").relisted();
    metrics.cache("jobs").watchRestarted();
    metrics.cache("jobs").poisoned("apps", "a", new IllegalStateException());

    String requests = "workflowexecution_api_requests_total";
    for (String code : List.of("201", "0")) {
      assertThat(sample(requests, "verb", "create", "kind", "Job", "code", code)).isEqualTo(1);
    }
    for (String name : List.of("watch_relists", "watch_restarts", "poison_objects")) {
      assertThat(sample("workflowexecution_" + name + "_total", "kind", "jobs")).isEqualTo(1);
    }
  }

  @Test
  void requestsAreTimedByKindAndWhateverWatchesGoThroughBeginsAtZero() {
    RuntimeMetrics metrics = new RuntimeMetrics(registry);
    metrics.requests().answered("get", "leases", 200, Duration.ofMillis(250));
    CacheObserver unused = metrics.cache("pods");

    assertThat(
            sample(
                "workflowexecution_api_request_duration_seconds_sum",
                "verb",
                "get",
                "kind",
                "leases"))
        .isEqualTo(0.25);
    for (String name : List.of("watch_relists", "watch_restarts", "poison_objects")) {
      assertThat(sample("workflowexecution_" + name + "_total", "kind", "pods")).isZero();
    }
    unused.listenerFailed(new IllegalStateException());
    assertThat(sample("workflowexecution_watch_listener_failures_total", "kind", "pods"))
        .isEqualTo(1);
  }

  @Test
  void theProcessShowsWhatItIsAtNow() {
    ProcessMetrics metrics = new ProcessMetrics(registry);
    AtomicInteger held = new AtomicInteger(3);
    metrics.version("1.2");
    metrics.leads(() -> held.get() == 3);
    metrics.locks(held::get);
    metrics.eventsDropped(() -> 5L);
    metrics.configuration(2);

    assertThat(sample("workflowexecution_build_info", "version", "1.2")).isEqualTo(1);
    assertThat(sample("workflowexecution_leader")).isEqualTo(1);
    assertThat(sample("workflowexecution_events_dropped_total")).isEqualTo(5);
    assertThat(sample("workflowexecution_configuration_valid")).isEqualTo(1);
    assertThat(sample("workflowexecution_configuration_pending_restart")).isEqualTo(2);

    held.set(4);
    metrics.configurationUnusable();
    assertThat(sample("workflowexecution_leader")).isZero();
    assertThat(sample("workflowexecution_locks_held")).isEqualTo(4);
    assertThat(sample("workflowexecution_configuration_valid")).isZero();
  }

  @Test
  void executionsAreCountedAsTheyAre() {
    ExecutionMetrics metrics = new ExecutionMetrics(registry);
    Instant now = START.plus(Duration.ofHours(1));
    metrics.follow(
        () ->
            List.of(
                ended(Phase.COMPLETED, Optional.of(START), START),
                blocked(Blockage.COOLING_DOWN, now),
                blocked("MadeUpByOthers", now),
                blocked(Blockage.COOLING_DOWN, START)),
        () -> Settings.DEFAULTS,
        InstantSource.fixed(now));

    assertThat(sample("workflowexecution_executions", "phase", "Pending")).isEqualTo(3);
    assertThat(sample("workflowexecution_executions", "phase", "Completed")).isEqualTo(1);
    assertThat(sample("workflowexecution_executions", "phase", "Running")).isZero();
    assertThat(sample("workflowexecution_blocked", "reason", "CoolingDown")).isEqualTo(2);
    assertThat(sample("workflowexecution_blocked", "reason", "Other")).isEqualTo(1);
    assertThat(sample("workflowexecution_overdue")).isEqualTo(1);
  }

  private static WorkflowExecution blocked(String reason, Instant created) {
    Condition condition =
        new Condition(
            ConditionType.BLOCKED.toString(), "True", reason, "", created, Optional.empty());
    return new WorkflowExecution(
        new Metadata(
            "apps", "a", "uid", "1", 1, created, Optional.empty(), Map.of(), Map.of(), List.of()),
        Optional.empty(),
        WorkflowExecutionStatus.empty().toBuilder().conditions(List.of(condition)).build());
  }

  @Test
  void prometheusAcceptsTheExposition() throws IOException, InterruptedException {
    StringWriter text = new StringWriter();
    TextFormat.write004(text, Metrics.create().registry().metricFamilySamples());

    Promtool.accepts(Path.of("."), text.toString(), "check", "metrics");
  }

  @Test
  void whatBecomesOfAuditEventsIsCounted() {
    AuditCounters counters = new AuditCounters(registry);
    counters.backlog(7);
    counters.delivered(3);
    counters.rejected();
    counters.deadLettered(2);
    counters.retried();

    assertThat(sample("workflowexecution_audit_backlog")).isEqualTo(7);
    assertThat(sample("workflowexecution_audit_delivered_total")).isEqualTo(3);
    assertThat(sample("workflowexecution_audit_rejected_total")).isEqualTo(1);
    assertThat(sample("workflowexecution_audit_dead_lettered_total")).isEqualTo(2);
    assertThat(sample("workflowexecution_audit_retries_total")).isEqualTo(1);
  }
}
