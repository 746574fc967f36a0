package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What keeps a pod from starting: the first that applies, the most telling first. */
final class Obstacles {

  private static final List<Function<PodCase, Optional<Finding>>> POLICIES =
      List.of(
          TurnedAway::find,
          ImagePull::find,
          ContainerSetup::find,
          Mounting::find,
          Scheduling::find);

  private Obstacles() {}

  /** Whether a container waits for something that it lacks, and not only for its turn. */
  static boolean waits(ContainerState state) {
    return state.kind() == Kind.WAITING && (ImagePull.waits(state) || ContainerSetup.waits(state));
  }

  static Optional<Finding> of(PodCase pod) {
    return pod.found(POLICIES);
  }
}
