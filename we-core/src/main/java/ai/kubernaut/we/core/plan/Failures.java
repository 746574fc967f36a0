package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.core.policy.Refusal;
import ai.kubernaut.we.core.validation.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The failures that the planner itself decides on, in words. */
final class Failures {

  private Failures() {}

  static Failure invalid(List<Problem> problems) {
    return Failure.of(
        FailureReason.CONFIGURATION_ERROR,
        false,
        "The spec cannot run: "
            + problems.stream().map(Problem::toString).collect(Collectors.joining(". "))
            + ".",
        "Create a new WorkflowExecution with a corrected spec.");
  }

  static Failure noSpec() {
    return invalid(
        List.of(new Problem("spec", "it is missing", "say what to run and against which target")));
  }

  static Failure specChanged(long decided, long found) {
    return invalid(
        List.of(
            new Problem(
                "spec",
                "it was changed (generation %d, decided at %d) before the start"
                    .formatted(found, decided),
                "leave the spec of an execution as it was created")));
  }

  static Failure catalogUnusable(String problem) {
    return Failure.of(
        FailureReason.CONFIGURATION_ERROR,
        false,
        "What the workflow catalog says of the workflow cannot be followed: %s.".formatted(problem),
        "Correct the workflow's entry in the catalog, then create a new WorkflowExecution.");
  }

  static Failure forbidden(Refusal refusal) {
    return Failure.of(
        FailureReason.FORBIDDEN,
        false,
        "The configuration of the controller (%s) forbids it: %s."
            .formatted(refusal.rule(), refusal.message()),
        refusal.remedy());
  }

  static Failure unsupportedEngine(String engine, Collection<String> registered) {
    return Failure.of(
        FailureReason.UNSUPPORTED_ENGINE,
        false,
        "No engine \"%s\" is registered; there are %s."
            .formatted(engine, new TreeSet<>(registered)),
        "Name one of these in spec.workflowRef.executionEngine, or register the engine.");
  }

  static Failure deduplicated(String by) {
    return Failure.of(
        FailureReason.DEDUPLICATED,
        false,
        "WorkflowExecution " + by + " already works on this target.",
        "Wait for its result instead of running a second workflow.");
  }

  static Failure lost(Child child) {
    return lost(child.describe(), child.state() != ChildState.HELD);
  }

  static Failure lost(String child, boolean mayHaveRun) {
    return Failure.of(
        FailureReason.EXECUTION_LOST,
        mayHaveRun,
        "%s disappeared before its result was seen.".formatted(child),
        "Find out who deleted it and what it had done, before anything runs on this target again.");
  }

  static Failure cancelled(String why, boolean mayHaveRun) {
    return Failure.of(
        FailureReason.CANCELLED,
        mayHaveRun,
        why.isBlank()
            ? "The execution was cancelled."
            : "The execution was cancelled: " + why + ".",
        mayHaveRun
            ? "Check how far it had come before anything runs on this target again."
            : "Create a new WorkflowExecution when it is wanted again.");
  }

  /**
   * Stopped because its time was over; what had kept it from running, if anything, is the cause.
   */
  static Failure overdue(Instant deadline, Child child, boolean mayHaveRun) {
    return FailureAnalysis.keptUntilDeadline(child.evidence())
        .orElseGet(() -> stoppedLate(deadline, child, mayHaveRun));
  }

  private static Failure stoppedLate(Instant deadline, Child child, boolean mayHaveRun) {
    return Failure.of(
        FailureReason.DEADLINE_EXCEEDED,
        mayHaveRun,
        "%s had not ended by its deadline %s and was stopped."
            .formatted(child.describe(), deadline),
        "Give it more time in spec.timesOutAt or spec.executionConfig.timeout, or find out what"
            + " it waited for.");
  }

  /** Never started in time; what it was blocked by, if anything, is the reason. */
  static Failure neverStarted(WorkflowExecution execution, Instant deadline) {
    Optional<Condition> blocked =
        execution.status().condition(ConditionType.BLOCKED).filter(Condition::isTrue);
    return Failure.of(
        blocked.flatMap(Failures::reasonOf).orElse(FailureReason.DEADLINE_EXCEEDED),
        false,
        "It could not be started by its deadline %s%s"
            .formatted(deadline, blocked.map(b -> "; it was waiting: " + b.message()).orElse(".")),
        "Remove what it waited for, then create a new WorkflowExecution.");
  }

  private static Optional<FailureReason> reasonOf(Condition blocked) {
    return Arrays.stream(FailureReason.values())
        .filter(reason -> reason.toString().equals(blocked.reason()))
        .filter(reason -> reason != FailureReason.UNKNOWN)
        .findFirst();
  }
}
