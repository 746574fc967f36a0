package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import java.util.Optional;

/**
 * A workflow that ran and failed may have left its target half changed: no other may run there
 * until a person has looked and has cleared that very execution.
 */
final class PreviousFailure {

  private PreviousFailure() {}

  static Optional<Route.Blocked> check(TargetHistory history) {
    return history
        .latestThatRan()
        .filter(latest -> latest.phase() == Phase.FAILED)
        .filter(failed -> TargetHistory.clearance(failed).isEmpty())
        .map(PreviousFailure::blocked);
  }

  private static Route.Blocked blocked(WorkflowExecution failed) {
    String by = failed.metadata().qualifiedName();
    return new Route.Blocked(
        BlockReason.PREVIOUS_EXECUTION_FAILED,
        ("WorkflowExecution %s ran and failed, and may have left its target half changed;"
                + " a person has to look and to clear it.")
            .formatted(by),
        by,
        Optional.empty());
  }
}
