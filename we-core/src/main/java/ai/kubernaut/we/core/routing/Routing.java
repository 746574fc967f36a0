package ai.kubernaut.we.core.routing;

import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides, from the history of a target and the time, whether a workflow should be started now. */
public final class Routing {

  /** What only a person ends first, then what an event ends, then what takes the longest. */
  private static final Comparator<Route.Blocked> LONGEST_FIRST =
      Comparator.comparing((Route.Blocked b) -> !b.reason().needsPerson())
          .thenComparing(b -> b.until().orElse(Instant.MAX), Comparator.<Instant>reverseOrder())
          .thenComparing(Route.Blocked::reason);

  private Routing() {}

  /**
   * Whether to start a workflow on a target now.
   *
   * @param history executions of the target; those of other targets do not matter
   * @return where several rules speak against it, what holds for the longest
   */
  public static Route route(
      TargetResource target,
      String workflowId,
      Collection<WorkflowExecution> history,
      RoutingPolicy policy,
      Instant now) {
    return blocks(target, workflowId, history, policy, now).stream()
        .<Route>map(blocked -> blocked)
        .findFirst()
        .orElseGet(Route.Proceed::new);
  }

  /** Everything that speaks against it, what holds for the longest first; none: proceed. */
  public static List<Route.Blocked> blocks(
      TargetResource target,
      String workflowId,
      Collection<WorkflowExecution> history,
      RoutingPolicy policy,
      Instant now) {
    TargetHistory past = new TargetHistory(target, history);
    return Stream.of(
            PreviousFailure.check(past),
            Retries.check(past, policy.maxFailures()),
            Busy.check(past),
            BackingOff.check(past, policy.backoff(), now),
            RecentRun.check(past, workflowId, policy.cooldown(), now))
        .flatMap(Optional::stream)
        .sorted(LONGEST_FIRST)
        .toList();
  }
}
