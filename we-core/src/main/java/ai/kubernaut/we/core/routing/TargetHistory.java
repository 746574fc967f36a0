package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.time.Cooldown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The executions of one target: those under way, and those that have ended, the latest first. */
final class TargetHistory {

  /** Failures that say nothing about whether the next attempt will fail too. */
  private static final Set<FailureReason> NO_ATTEMPT =
      Set.of(FailureReason.DEDUPLICATED, FailureReason.CANCELLED);

  private final List<WorkflowExecution> underWay = new ArrayList<>();
  private final List<WorkflowExecution> ended = new ArrayList<>();

  /** Of the given executions only those of the target count, however they spell it. */
  TargetHistory(TargetResource target, Collection<WorkflowExecution> executions) {
    executions.stream()
        .filter(e -> targets(e, target))
        .forEach(e -> (e.terminal() ? ended : underWay).add(e));
    underWay.sort(Comparator.comparing(e -> e.metadata().creationTimestamp()));
    ended.sort(LATEST_FIRST);
  }

  /** Of two that ended in the same second the failure counts as the later one: it is graver. */
  private static final Comparator<WorkflowExecution> LATEST_FIRST =
      Comparator.comparing(TargetHistory::endOf)
          .thenComparing(e -> e.phase() == Phase.FAILED)
          .thenComparing(TargetHistory::ran)
          .thenComparing(e -> e.metadata().qualifiedName())
          .reversed();

  private static boolean targets(WorkflowExecution execution, TargetResource target) {
    return execution
        .spec()
        .map(WorkflowExecutionSpec::targetResource)
        .flatMap(TargetResource::parse)
        .filter(other -> other.canonical().equals(target.canonical()))
        .isPresent();
  }

  /** The one that has been under way for the longest. */
  Optional<WorkflowExecution> underWay() {
    return underWay.stream().findFirst();
  }

  Optional<WorkflowExecution> latestThatRan() {
    return ended.stream().filter(TargetHistory::ran).findFirst();
  }

  Optional<WorkflowExecution> latestThatRan(String workflowId) {
    return ended.stream()
        .filter(TargetHistory::ran)
        .filter(e -> workflowOf(e).equals(Optional.of(workflowId)))
        .findFirst();
  }

  /**
   * The failures in a row that never ran, the latest first. A success ends the row, and so does a
   * clearance.
   */
  List<WorkflowExecution> failuresInARow() {
    return ended.stream()
        .takeWhile(e -> e.phase() != Phase.COMPLETED && clearance(e).isEmpty())
        .filter(e -> !ran(e) && !noAttempt(e))
        .toList();
  }

  static boolean ran(WorkflowExecution execution) {
    return Cooldown.ran(execution);
  }

  static Optional<BlockClearance> clearance(WorkflowExecution execution) {
    return execution.status().blockClearance();
  }

  static Instant endOf(WorkflowExecution execution) {
    return Cooldown.end(execution, Duration.ZERO);
  }

  private static boolean noAttempt(WorkflowExecution execution) {
    return execution
        .status()
        .failureDetails()
        .map(FailureDetails::reason)
        .filter(NO_ATTEMPT::contains)
        .isPresent();
  }

  private static Optional<String> workflowOf(WorkflowExecution execution) {
    return execution.spec().map(spec -> spec.workflowRef().workflowId());
  }
}
