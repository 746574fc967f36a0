package ai.kubernaut.we.core.time;

import ai.kubernaut.we.api.ExecutionConfig;
import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When an execution has to have ended: {@code timesOutAt}, else a time after its start. */
public final class Deadline {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private Deadline() {}

  /** The end of a run that starts then. */
  public static Instant ofRun(WorkflowExecution execution, Instant start, Duration byDefault) {
    return absolute(execution).orElseGet(() -> start.plus(timeout(execution).orElse(byDefault)));
  }

  /** Until when an execution may be Pending. */
  public static Instant ofPending(WorkflowExecution execution, Duration byDefault) {
    return absolute(execution)
        .orElseGet(() -> execution.metadata().creationTimestamp().plus(byDefault));
  }

  /** What is left, and never less than a second: engines take zero for no limit at all. */
  public static Duration remaining(Instant deadline, Instant now) {
    Duration left = Duration.between(now, deadline);
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }

  private static Optional<Instant> absolute(WorkflowExecution execution) {
    return execution.spec().flatMap(WorkflowExecutionSpec::timesOutAt);
  }

  private static Optional<Duration> timeout(WorkflowExecution execution) {
    return execution
        .spec()
        .flatMap(WorkflowExecutionSpec::executionConfig)
        .flatMap(ExecutionConfig::timeout)
        .flatMap(GoDuration::parse);
  }
}
