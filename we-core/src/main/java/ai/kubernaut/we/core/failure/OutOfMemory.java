package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Step;
import java.util.Optional;

/** The kernel killed a container at its memory limit, and the container status says so. */
final class OutOfMemory {

  static final String REASON = "OOMKilled";

  private OutOfMemory() {}

  /** Unless the workflow failed for another cause: what accompanies it may lack memory beside. */
  static Optional<Finding> find(PodCase pod) {
    return pod.terminated(c -> killed(c) && !accompanies(c, pod)).map(c -> finding(pod, c));
  }

  private static boolean killed(Container container) {
    return container.state().reason().equals(REASON) && !container.stopped();
  }

  private static boolean accompanies(Container container, PodCase pod) {
    return Exits.failed(pod).filter(f -> container.role().compareTo(f.role()) > 0).isPresent();
  }

  /** Of the pod of a task whose own object does not say it; a failed step has to be the one. */
  static Optional<Finding> beyond(PodCase pod, Optional<Step> failed) {
    if (failed.filter(step -> step.state().reason().equals(REASON)).isPresent()) {
      return Optional.empty();
    }
    return pod.terminated(c -> killed(c) && failed.filter(step -> !isOf(step, c)).isEmpty())
        .map(c -> finding(pod, c));
  }

  private static boolean isOf(Step step, Container container) {
    return step.container().equals(container.name());
  }

  private static Finding finding(PodCase pod, Container container) {
    return finding(
        "Container %s of %s".formatted(container.name(), pod.object()),
        container.state().exitCode());
  }

  static Finding finding(String what, Optional<Integer> exitCode) {
    return new Finding(
        FailureReason.OOM_KILLED,
        what + " was killed because it used more memory than its limit.",
        "Raise the memory limit (spec.workflowRef.resources for a Job), or make the workflow use"
            + " less memory.",
        exitCode);
  }
}
