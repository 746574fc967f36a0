package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.ContainerState.Kind;
import ai.kubernaut.we.core.failure.Evidence.Pod;
import ai.kubernaut.we.core.failure.Evidence.Shape;
import ai.kubernaut.we.core.failure.Evidence.Task.State;

/**
 * How a child ended by what its pods showed, where its own object never says it because it was
 * deleted first.
 */
public enum SeenEnd {
  SUCCEEDED,
  /** It failed by itself, or the cluster took its pod; {@link FailureAnalysis} says why. */
  FAILED,
  /** It was not seen to end by itself. */
  NONE;

  /**
   * The end of a child that can no longer tell it. What pods show is the end of a child with one
   * task; a pipeline may have had others, and be meant to go on after a failure.
   */
  public static SeenEnd of(Evidence evidence) {
    return evidence.shape() == Shape.PIPELINE ? ofTasks(evidence) : ofPods(evidence);
  }

  private static SeenEnd ofTasks(Evidence evidence) {
    return evidence.tasks().stream()
            .anyMatch(task -> task.state() == State.FAILED && !TaskVerdict.cancelled(task))
        ? FAILED
        : NONE;
  }

  private static SeenEnd ofPods(Evidence evidence) {
    if (evidence.tasks().stream().flatMap(t -> t.pods().stream()).anyMatch(SeenEnd::succeeded)) {
      return SUCCEEDED;
    }
    return Endings.deciding(Cases.of(evidence), "", Endings::own).isPresent() ? FAILED : NONE;
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
