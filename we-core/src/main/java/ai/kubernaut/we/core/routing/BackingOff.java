package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What failed before it ran may be tried again after a pause that grows with each failure. */
final class BackingOff {

  /** Multiplying by it scatters neighbouring numbers all over the range. */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private BackingOff() {}

  static Optional<Route.Blocked> check(TargetHistory history, Backoff backoff, Instant now) {
    List<WorkflowExecution> failures = history.failuresInARow();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    WorkflowExecution latest = failures.get(0);
    Duration pause = backoff.after(failures.size(), lot(latest));
    Instant until = TargetHistory.endOf(latest).plus(pause);
    return now.isBefore(until)
        ? Optional.of(blocked(latest, failures.size(), until))
        : Optional.empty();
  }

  /** Drawn from the execution's uid, so that every look at one history gives the same answer. */
  private static double lot(WorkflowExecution execution) {
    int scattered = execution.metadata().uid().hashCode() * GOLDEN_RATIO;
    return Integer.toUnsignedLong(scattered) / (double) (1L << Integer.SIZE);
  }

  private static Route.Blocked blocked(WorkflowExecution latest, int failures, Instant until) {
    String by = latest.metadata().qualifiedName();
    return new Route.Blocked(
        BlockReason.EXPONENTIAL_BACKOFF,
        "WorkflowExecution %s failed before it ran, %s; try again after %s."
            .formatted(
                by,
                failures == 1 ? "the first in a row" : "number %d in a row".formatted(failures),
                until),
        by,
        Optional.of(until));
  }
}
