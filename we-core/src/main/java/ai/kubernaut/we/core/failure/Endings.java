package ai.kubernaut.we.core.failure;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a pod came to its end: the first that applies, the most telling first. */
final class Endings {

  private static final List<Function<PodCase, Optional<Finding>>> OWN =
      List.of(
          OutOfMemory::find,
          Disruption::find,
          PodStopped::ownDeadline,
          ContainerExit::find,
          ContainerSetup::brokenHook);

  /** It ended without having begun. */
  private static final List<Function<PodCase, Optional<Finding>>> BEFORE_START =
      List.of(TurnedAway::find, ContainerSetup::couldNotStart);

  private Endings() {}

  /** A pod, and what became of it. */
  record Ending(PodCase pod, Finding finding) {}

  /** By itself, or by the cluster, after the workflow had begun. */
  static Optional<Finding> own(PodCase pod) {
    return pod.found(OWN);
  }

  /** By itself, or by the cluster, whether anything had begun or not. */
  static Optional<Finding> any(PodCase pod) {
    return own(pod).or(() -> pod.found(BEFORE_START));
  }

  /**
   * The ending that decided: of the pod that the child names, else of one that failed before one
   * that was taken away, and of those the last.
   *
   * @param how a pod came to its end
   */
  static Optional<Ending> deciding(
      List<PodCase> pods, String childSays, Function<PodCase, Optional<Finding>> how) {
    Optional<Ending> decided = Optional.empty();
    for (PodCase pod : pods) {
      Optional<Ending> next = how.apply(pod).map(finding -> new Ending(pod, finding));
      if (weight(next, childSays) >= weight(decided, childSays)) {
        decided = next;
      }
    }
    return decided;
  }

  private static int weight(Optional<Ending> ending, String childSays) {
    return ending.map(e -> weight(e, childSays)).orElse(-1);
  }

  private static int weight(Ending ending, String childSays) {
    String name = ending.pod().pod().name();
    if (!name.isEmpty() && Words.in(childSays, name)) {
      return 3;
    }
    if (!ending.pod().pod().deleted()) {
      return 2;
    }
    return ending.pod().pod().unwatched() ? 0 : 1;
  }
}
