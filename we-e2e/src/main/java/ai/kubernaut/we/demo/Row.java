package ai.kubernaut.we.demo;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;

/** One line of the table. */
record Row(String name, String target, String phase, String reason, String duration) {

  static final Row HEAD = new Row("NAME", "TARGET", "PHASE", "REASON", "DURATION");

  static Row of(WorkflowExecution execution) {
    return new Row(
        execution.metadata().name(),
        execution.spec().map(WorkflowExecutionSpec::targetResource).orElse(""),
        execution.phase().toString(),
        reason(execution),
        execution.status().duration().orElse(""));
  }

  private static String reason(WorkflowExecution execution) {
    return execution
        .status()
        .failureDetails()
        .map(details -> details.reason().toString())
        .or(
            () ->
                execution
                    .status()
                    .condition(ConditionType.BLOCKED)
                    .filter(Condition::isTrue)
                    .map(Condition::reason))
        .orElse("");
  }

  /** Phase, and the reason of a failure: what an example expects. */
  String end() {
    return phase.equals("Failed") ? phase + "/" + reason : phase;
  }

  String format() {
    return "%-26s %-32s %-10s %-20s %s"
        .formatted(name, target, phase, reason, duration)
        .stripTrailing();
  }
}
