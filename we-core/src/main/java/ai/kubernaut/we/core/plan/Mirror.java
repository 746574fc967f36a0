package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.child.Progress;
import java.util.Optional;

/** The child's own state, in the form of the execution's status. */
public final class Mirror {

  private Mirror() {}

  /** A held child already counts as running: it is started as soon as this is recorded. */
  public static ExecutionStatus of(Child child) {
    Progress progress = child.progress();
    boolean held = child.state() == ChildState.HELD;
    return new ExecutionStatus(
        status(child.state()),
        held ? Optional.of("Running") : unlessEmpty(progress.reason()),
        held ? Optional.empty() : unlessEmpty(progress.message()),
        Optional.of(progress.completedTasks()),
        Optional.of(progress.totalTasks()),
        progress.failedPods());
  }

  /** An old Job controller gives no reason for a success. */
  private static Optional<String> unlessEmpty(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static String status(ChildState state) {
    return switch (state) {
      case SUCCEEDED -> "True";
      case FAILED -> "False";
      case HELD, STARTED, STOPPING, SUSPENDED -> "Unknown";
    };
  }
}
