package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Shape;
import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the workflow may have acted: true unless the evidence shows that it did not. */
final class Ran {

  private Ran() {}

  static boolean maybe(Evidence evidence, List<PodCase> pods) {
    if (pods.stream().anyMatch(pod -> pod.start() != Start.NEVER) || morePodsThan(pods, evidence)) {
      return true;
    }
    return evidence.shape() == Shape.PIPELINE
        ? ofPipeline(evidence)
        : pods.isEmpty() && PodCreation.find(evidence).isEmpty();
  }

  /** Beyond what its pods show: each task may have run whose own object does not exclude it. */
  private static boolean ofPipeline(Evidence evidence) {
    return evidence.tasks().isEmpty()
        ? evidence.podsMade().filter(made -> made == 0).isEmpty()
        : evidence.tasks().stream().anyMatch(Ran::maybe);
  }

  private static boolean maybe(Task task) {
    return switch (task.state()) {
      case SUCCEEDED, IGNORED -> true;
      case OPEN, FAILED ->
          Steps.anyStarted(task)
              || (task.pods().isEmpty() && !task.podless() && !TaskVerdict.podRefused(task));
    };
  }

  /** Whether pods were made of which nothing else is known. */
  static boolean morePodsThan(List<PodCase> pods, Evidence evidence) {
    Set<String> known = pods.stream().map(pod -> pod.pod().name()).collect(Collectors.toSet());
    return evidence.podsMade().filter(made -> made > pods.size()).isPresent()
        || !known.containsAll(PodCreation.made(evidence));
  }
}
