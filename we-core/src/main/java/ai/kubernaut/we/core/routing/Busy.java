package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.WorkflowExecution;
import java.util.Optional;

/** One execution at a time: a second one would only be deduplicated. */
final class Busy {

  private Busy() {}

  static Optional<Route.Blocked> check(TargetHistory history) {
    return history.underWay().map(Busy::blocked);
  }

  private static Route.Blocked blocked(WorkflowExecution execution) {
    String by = execution.metadata().qualifiedName();
    return new Route.Blocked(
        BlockReason.RESOURCE_BUSY,
        "WorkflowExecution %s is %s on this target; wait for its end."
            .formatted(by, execution.phase()),
        by,
        Optional.empty());
  }
}
