package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.WorkflowExecution;
import java.util.List;
import java.util.Optional;

/** What has failed so often before it ran will fail again: a person has to mend the cause. */
final class Retries {

  private Retries() {}

  static Optional<Route.Blocked> check(TargetHistory history, int maxFailures) {
    List<WorkflowExecution> failures = history.failuresInARow();
    return failures.size() < maxFailures
        ? Optional.empty()
        : Optional.of(exhausted(failures.get(0), failures.size()));
  }

  private static Route.Blocked exhausted(WorkflowExecution latest, int failures) {
    String by = latest.metadata().qualifiedName();
    return new Route.Blocked(
        BlockReason.RETRIES_EXHAUSTED,
        ("%d executions in a row failed before they ran, the latest is %s;"
                + " a person has to mend the cause and to clear it.")
            .formatted(failures, by),
        by,
        Optional.empty());
  }
}
