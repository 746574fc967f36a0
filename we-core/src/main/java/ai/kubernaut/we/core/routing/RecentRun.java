package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The same workflow again, before the target could show what it has done, helps nobody. */
final class RecentRun {

  private RecentRun() {}

  static Optional<Route.Blocked> check(
      TargetHistory history, String workflowId, Duration cooldown, Instant now) {
    return history
        .latestThatRan(workflowId)
        .filter(ran -> now.isBefore(TargetHistory.endOf(ran).plus(cooldown)))
        .map(ran -> blocked(ran, TargetHistory.endOf(ran).plus(cooldown)));
  }

  private static Route.Blocked blocked(WorkflowExecution ran, Instant until) {
    String by = ran.metadata().qualifiedName();
    return new Route.Blocked(
        BlockReason.RECENTLY_REMEDIATED,
        "WorkflowExecution %s ran the same workflow on this target; the target rests until %s."
            .formatted(by, until),
        by,
        Optional.of(until));
  }
}
