package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.time.Deadline;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The executions as they are now, counted when somebody asks. */
final class ExecutionGauges extends Collector {

  private static final String OTHER = "Other";
  private static final Set<String> REASONS =
      Stream.concat(
              Blockage.REASONS.stream(),
              Arrays.stream(FailureReason.values()).map(Object::toString))
          .collect(Collectors.toUnmodifiableSet());

  /** How long after its time an execution may take to end: engines and pods need some, too. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Supplier<List<WorkflowExecution>> all = List::of;
  private Supplier<Settings> settings = () -> Settings.DEFAULTS;
  private InstantSource clock = InstantSource.system();

  void of(
      Supplier<List<WorkflowExecution>> executions,
      Supplier<Settings> inForce,
      InstantSource wallClock) {
    all = executions;
    settings = inForce;
    clock = wallClock;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Map<String, Integer> phases = new LinkedHashMap<>();
    Arrays.stream(Phase.values()).forEach(phase -> phases.put(phase.toString(), 0));
    Map<String, Integer> blocked = new LinkedHashMap<>();
    int overdue = 0;
    for (WorkflowExecution execution : all.get()) {
      phases.merge(execution.phase().toString(), 1, Integer::sum);
      blockedBy(execution).ifPresent(reason -> blocked.merge(reason, 1, Integer::sum));
      overdue += overdue(execution) ? 1 : 0;
    }
    return List.of(
        family("executions", "Executions that exist, by phase.", "phase", phases),
        family("blocked", "Executions that wait, by what for.", "reason", blocked),
        new GaugeMetricFamily(
            "workflowexecution_overdue",
            "Executions that have not ended though their time was up a while ago.",
            overdue));
  }

  /** Others may write a status too; what they make up is no value of a label. */
  private static Optional<String> blockedBy(WorkflowExecution execution) {
    return execution
        .status()
        .condition(ConditionType.BLOCKED)
        .filter(Condition::isTrue)
        .map(Condition::reason)
        .map(reason -> REASONS.contains(reason) ? reason : OTHER);
  }

  private boolean overdue(WorkflowExecution execution) {
    Duration byDefault = settings.get().defaultTimeout();
    Instant deadline =
        execution
            .status()
            .startTime()
            .map(start -> Deadline.ofRun(execution, start, byDefault))
            .orElseGet(() -> Deadline.ofPending(execution, byDefault));
    Instant latest = deadline.plus(settings.get().stopGrace()).plus(PATIENCE);
    return !execution.terminal() && clock.instant().isAfter(latest);
  }

  private static MetricFamilySamples family(
      String name, String help, String label, Map<String, Integer> counts) {
    GaugeMetricFamily family =
        new GaugeMetricFamily("workflowexecution_" + name, help, List.of(label));
    counts.forEach((value, count) -> family.addMetric(List.of(value), count));
    return family;
  }
}
