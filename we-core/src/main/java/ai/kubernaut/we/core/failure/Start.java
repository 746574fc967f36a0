package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import java.util.Set;

/** Whether something has started: as far as the evidence goes, and no further. */
enum Start {
  /** The evidence shows that it did not. */
  NEVER,
  /** Nothing shows it, and nothing excludes it. */
  UNKNOWN,
  CERTAIN;

  /** A container that the runtime could not start ends with one of these. */
  private static final Set<String> NOT_STARTED = Set.of("StartError", "ContainerCannotRun");

  /** What a kubelet writes in place of a state that it does not know. */
  static final String NO_STATE = "ContainerStatusUnknown";

  static Start of(Container container) {
    if (container.started() || container.restarts() > 0) {
      return CERTAIN;
    }
    return switch (container.state().kind()) {
      case WAITING -> container.state().reason().equals("CrashLoopBackOff") ? CERTAIN : NEVER;
      case RUNNING -> CERTAIN;
      case TERMINATED -> terminated(container.state().reason());
      case UNREPORTED -> UNKNOWN;
    };
  }

  private static Start terminated(String reason) {
    if (reason.equals(NO_STATE)) {
      return UNKNOWN;
    }
    return NOT_STARTED.contains(reason) ? NEVER : CERTAIN;
  }

  static boolean couldNotStart(Container container) {
    return container.state().kind() == Kind.TERMINATED
        && NOT_STARTED.contains(container.state().reason());
  }

  /** Of two parts of one thing. */
  Start or(Start other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
