package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the workflow may have acted: true unless the evidence shows that it did not. */
final class Ran {

  private Ran() {}

  static boolean maybe(Evidence evidence, List<PodCase> pods) {
    if (pods.stream().anyMatch(pod -> pod.start() != Start.NEVER)
        || evidence.tasks().stream().anyMatch(Ran::maybe)
        || morePodsThan(pods, evidence)) {
      return true;
    }
    return pods.isEmpty() && !neverMade(evidence);
  }

  /** What a task's own object says, where it has one. */
  private static boolean maybe(Task task) {
    if (!task.tells()) {
      return false;
    }
    return switch (task.state()) {
      case SUCCEEDED, IGNORED -> true;
      case OPEN, FAILED ->
          Steps.anyStarted(task)
              || (task.pods().isEmpty() && !task.podless() && !TaskVerdict.beforeStart(task));
    };
  }

  /** Whether pods were made of which nothing else is known. */
  private static boolean morePodsThan(List<PodCase> pods, Evidence evidence) {
    Set<String> known = pods.stream().map(pod -> pod.pod().name()).collect(Collectors.toSet());
    return evidence.podsMade().filter(made -> made > pods.size()).isPresent()
        || !known.containsAll(PodCreation.made(evidence));
  }

  /** No pod is known: because none was made, or because none was seen? */
  private static boolean neverMade(Evidence evidence) {
    if (evidence.tasks().isEmpty()) {
      return evidence.podsMade().filter(made -> made == 0).isPresent();
    }
    return evidence.tasks().stream().allMatch(Task::tells)
        || PodCreation.find(evidence).isPresent();
  }
}
