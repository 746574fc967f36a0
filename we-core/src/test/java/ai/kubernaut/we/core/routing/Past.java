package ai.kubernaut.we.core.routing;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.fixture.AnExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Histories of one target, for the rows of tables; the time is in minutes before now. */
final class Past {

  static final TargetResource TARGET = TargetResource.parse(AnExecution.TARGET).orElseThrow();

  private Past() {}

  static TargetHistory of(AnExecution... executions) {
    return new TargetHistory(TARGET, list(executions));
  }

  static List<WorkflowExecution> list(AnExecution... executions) {
    return Stream.of(executions).map(AnExecution::build).toList();
  }

  static AnExecution succeeded(int minutesAgo) {
    return AnExecution.completed("ok-" + minutesAgo, ago(minutesAgo));
  }

  static AnExecution ranAndFailed(int minutesAgo) {
    return AnExecution.ranAndFailed("half-done-" + minutesAgo, ago(minutesAgo));
  }

  static AnExecution neverRan(int minutesAgo) {
    return AnExecution.neverRan("refused-" + minutesAgo, ago(minutesAgo));
  }

  static AnExecution deduplicated(int minutesAgo) {
    return AnExecution.pending("second-" + minutesAgo)
        .failed(FailureReason.DEDUPLICATED, false, ago(minutesAgo));
  }

  /** Before it had started. */
  static AnExecution cancelled(int minutesAgo) {
    return AnExecution.pending("cancelled-" + minutesAgo)
        .failed(FailureReason.CANCELLED, false, ago(minutesAgo));
  }

  static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
