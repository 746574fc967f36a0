package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import java.util.Optional;

/** Exit codes that a container really had. */
final class Exits {

  private Exits() {}

  /** The first failed container of the workflow, the engine's and others' after it. */
  static Optional<Container> failed(PodCase pod) {
    Optional<Container> first = Optional.empty();
    for (Container each : pod.pod().containers()) {
      if (failed(each) && first.filter(f -> f.role().compareTo(each.role()) <= 0).isEmpty()) {
        first = Optional.of(each);
      }
    }
    return first;
  }

  private static boolean failed(Container container) {
    return container.state().exitCode().filter(code -> code != 0).isPresent()
        && real(container)
        && !container.stopped();
  }

  /** The exit code of the pod's workflow, where it had one that was not forced by a deletion. */
  static Optional<Integer> own(PodCase pod) {
    return failed(pod).flatMap(c -> c.state().exitCode());
  }

  private static boolean real(Container container) {
    return container.state().kind() == Kind.TERMINATED
        && !container.state().reason().equals(Start.NO_STATE)
        && !Start.couldNotStart(container.state());
  }

  /** What an exit code is known to mean; empty text where it says nothing. */
  static String meaning(int code) {
    return switch (code) {
      case 126 -> ": its command could not be executed";
      case 127 -> ": its command was not found in the image";
      case 134 -> ": it aborted itself (SIGABRT)";
      case 136 -> ": an arithmetic error ended it (SIGFPE)";
      case 137 -> ": it was killed (SIGKILL), and not at its own memory limit";
      case 139 -> ": a memory access error ended it (SIGSEGV)";
      case 143 -> ": it was asked to stop (SIGTERM)";
      default -> code > 128 && code < 160 ? ": signal " + (code - 128) + " ended it" : "";
    };
  }
}
