package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.List;

/**
 * How a child ended by what its pods showed, where its own object never says it because it was
 * deleted first.
 */
public enum SeenEnd {
  SUCCEEDED,
  /** It failed by itself, or the cluster took its pod; {@link FailureAnalysis} says why. */
  FAILED,
  /** No pod was seen to end by itself. */
  NONE;

  /** The end of a child whose whole work is one task with one pod at a time, as a Job's is. */
  public static SeenEnd of(Evidence evidence) {
    if (evidence.tasks().stream().flatMap(t -> t.pods().stream()).anyMatch(SeenEnd::succeeded)) {
      return whole(evidence.tasks()) ? SUCCEEDED : NONE;
    }
    return Endings.deciding(Cases.of(evidence), "").isPresent() ? FAILED : NONE;
  }

  /** A task with steps is one of a pipeline, which may have others. */
  private static boolean whole(List<Task> tasks) {
    return tasks.size() == 1 && tasks.get(0).steps().isEmpty();
  }

  private static boolean succeeded(Pod pod) {
    return pod.phase().equals("Succeeded")
        && pod.containers().stream()
            .filter(c -> c.role() == Role.WORKFLOW)
            .allMatch(SeenEnd::succeeded);
  }

  private static boolean succeeded(Container container) {
    return container.state().kind() == Kind.TERMINATED
        && container.state().exitCode().filter(code -> code == 0).isPresent()
        && !container.stopped();
  }
}
