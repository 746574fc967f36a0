package ai.kubernaut.we.core.failure;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the workflow may have acted: true unless the evidence shows that it did not. */
final class Ran {

  private Ran() {}

  static boolean maybe(Evidence evidence, List<PodCase> pods) {
    if (pods.stream().anyMatch(pod -> pod.start() != Start.NEVER)) {
      return true;
    }
    if (morePodsThan(pods, evidence)) {
      return true;
    }
    return pods.isEmpty() && PodCreation.find(evidence).isEmpty();
  }

  /** Whether pods were made of which nothing else is known. */
  private static boolean morePodsThan(List<PodCase> pods, Evidence evidence) {
    Set<String> known = pods.stream().map(pod -> pod.pod().name()).collect(Collectors.toSet());
    return evidence.podsMade().filter(made -> made > pods.size()).isPresent()
        || !known.containsAll(PodCreation.made(evidence));
  }
}
