package ai.kubernaut.we.core.time;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The rest that a target gets after an execution that really ran. */
public final class Cooldown {

  private Cooldown() {}

  /** A target that rests, because of whom, and until when. */
  public record Cooling(String by, Instant until) {}

  /**
   * Whether a container of a terminal execution may have started. One that failed without details
   * was written by somebody else; there only the start time tells.
   */
  public static boolean ran(WorkflowExecution execution) {
    return switch (execution.phase()) {
      case PENDING, RUNNING -> false;
      case COMPLETED -> true;
      case FAILED ->
          execution
              .status()
              .failureDetails()
              .map(FailureDetails::wasExecutionFailure)
              .orElseGet(() -> execution.status().startTime().isPresent());
    };
  }

  /** When the rest after a terminal execution ends; its end itself where it never ran. */
  public static Instant end(WorkflowExecution execution, Duration cooldown) {
    Instant ended = endOf(execution);
    return ran(execution) ? ended.plus(cooldown) : ended;
  }

  /** The longest rest still going on among executions of one target. */
  public static Optional<Cooling> longest(
      Collection<WorkflowExecution> executions, Duration cooldown, Instant now) {
    Optional<Cooling> longest = Optional.empty();
    Instant latest = now;
    for (WorkflowExecution execution : executions) {
      if (ran(execution) && end(execution, cooldown).isAfter(latest)) {
        latest = end(execution, cooldown);
        longest = Optional.of(new Cooling(execution.metadata().qualifiedName(), latest));
      }
    }
    return longest;
  }

  /** The completion time, else the latest moment that the object knows of. */
  private static Instant endOf(WorkflowExecution execution) {
    return execution.status().completionTime().orElseGet(() -> latestTrace(execution));
  }

  private static Instant latestTrace(WorkflowExecution execution) {
    return Stream.concat(
            execution.status().conditions().stream().map(Condition::lastTransitionTime),
            execution.status().startTime().stream())
        .max(Comparator.naturalOrder())
        .orElse(execution.metadata().creationTimestamp());
  }
}
