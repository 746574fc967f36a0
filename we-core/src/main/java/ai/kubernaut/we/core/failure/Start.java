package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
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

  /** Of a hook that is called when the container has started. */
  static final String HOOK = "PostStartHookError";

  static Start of(Container container) {
    if (container.started() || container.restarts() > 0) {
      return CERTAIN;
    }
    return switch (container.state().kind()) {
      case WAITING -> waiting(container.state());
      case RUNNING -> CERTAIN;
      case TERMINATED -> terminated(container.state().reason());
      case UNREPORTED -> UNKNOWN;
    };
  }

  /** A runtime that did not answer in time may have started it all the same. */
  private static Start waiting(ContainerState state) {
    return switch (state.reason()) {
      case "CrashLoopBackOff", HOOK -> CERTAIN;
      default -> unanswered(state) ? UNKNOWN : NEVER;
    };
  }

  static boolean unanswered(ContainerState state) {
    return state.reason().equals("RunContainerError")
        && Words.in(state.message(), "deadline exceeded");
  }

  private static Start terminated(String reason) {
    if (reason.equals(NO_STATE)) {
      return UNKNOWN;
    }
    return NOT_STARTED.contains(reason) ? NEVER : CERTAIN;
  }

  /** Whether it ended because the runtime could not start it. */
  static boolean couldNotStart(ContainerState state) {
    return state.kind() == Kind.TERMINATED && NOT_STARTED.contains(state.reason());
  }

  /** Of two parts of one thing. */
  Start or(Start other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
