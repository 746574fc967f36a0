package ai.kubernaut.we.core.failure;

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

  static Optional<Finding> of(PodCase pod) {
    return POLICIES.stream().flatMap(policy -> policy.apply(pod).stream()).findFirst();
  }
}
