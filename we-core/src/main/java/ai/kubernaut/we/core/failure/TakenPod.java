package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.Step;
import ai.kubernaut.we.core.failure.Evidence.Task;
import java.util.Optional;

/**
 * A task whose step failed because its pod was deleted under it: its own object tells of an exit
 * code only. An engine that deletes a pod itself gives the steps a reason of its own.
 */
final class TakenPod {

  /** With this Tekton's entrypoint ends when it is told to stop. */
  private static final int ENTRYPOINT_STOPPED = 255;

  private TakenPod() {}

  static Optional<Finding> find(Task task, PodCase pod) {
    return Steps.failed(task).filter(step -> taken(step, pod)).map(step -> PodStopped.finding(pod));
  }

  /** Whether its step ended as steps do whose pod is deleted. */
  static boolean suspected(Task task) {
    return Steps.failed(task).filter(TakenPod::stopped).isPresent();
  }

  private static boolean taken(Step step, PodCase pod) {
    boolean killed = pod.event(e -> e.reason().equals("Killing") && ofWorkflow(e)).isPresent();
    boolean seen = pod.pod().deleted() && !pod.pod().unwatched() && !pod.pod().uid().isEmpty();
    return killed || (seen && (stopped(step) || stoppedIn(pod, step)));
  }

  private static boolean ofWorkflow(Evidence.PodEvent event) {
    return event.role().filter(role -> role == Role.WORKFLOW).isPresent();
  }

  private static boolean stopped(Step step) {
    return step.state().exitCode().filter(code -> code == ENTRYPOINT_STOPPED).isPresent();
  }

  private static boolean stoppedIn(PodCase pod, Step step) {
    return pod.pod().containers().stream()
        .anyMatch(c -> c.name().equals(step.container()) && c.stopped());
  }
}
