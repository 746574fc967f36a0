package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.Container;
import ai.kubernaut.we.core.failure.Evidence.Container.Role;
import ai.kubernaut.we.core.failure.Evidence.Step;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernel killed a container at its memory limit, and the container status says so. */
final class OutOfMemory {

  static final String REASON = "OOMKilled";

  private OutOfMemory() {}

  /** Unless the workflow failed for another cause: what accompanies it may lack memory beside. */
  static Optional<Finding> find(PodCase pod) {
    Optional<Role> failed = Exits.failed(pod).map(Container::role);
    return killed(pod)
        .filter(c -> failed.map(role -> c.role().compareTo(role) <= 0).orElse(true))
        .findFirst()
        .map(c -> finding(pod, c));
  }

  private static Stream<Container> killed(PodCase pod) {
    return pod.terminated().filter(c -> c.state().reason().equals(REASON) && !c.stopped());
  }

  /** Of the pod of a task whose own object does not say it; a failed step has to be the one. */
  static Optional<Finding> beyond(PodCase pod, Optional<Step> failed) {
    if (failed.filter(step -> step.state().reason().equals(REASON)).isPresent()) {
      return Optional.empty();
    }
    return killed(pod)
        .filter(c -> failed.map(step -> step.container().equals(c.name())).orElse(true))
        .findFirst()
        .map(c -> finding(pod, c));
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
