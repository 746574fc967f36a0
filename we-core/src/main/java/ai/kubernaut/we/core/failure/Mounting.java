package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import java.util.Optional;
import java.util.Set;

/** What the node must bring before any container can start: volumes and the pod's network. */
final class Mounting {

  private static final Set<String> VOLUMES =
      Set.of("FailedMount", "FailedAttachVolume", "FailedMapVolume", "VolumeResizeFailed");
  private static final Set<String> SANDBOX = Set.of("FailedCreatePodSandBox", "NetworkNotReady");

  private Mounting() {}

  static Optional<Finding> find(PodCase pod) {
    return pod.event(e -> VOLUMES.contains(e.reason()))
        .map(e -> volume(pod, e))
        .or(() -> pod.event(e -> SANDBOX.contains(e.reason())).map(e -> sandbox(pod, e)));
  }

  private static Finding volume(PodCase pod, PodEvent event) {
    return Finding.of(
        FailureReason.CONFIGURATION_ERROR,
        Words.because(
            "%s could not start because a volume could not be mounted".formatted(pod.subject()),
            event.message()),
        "Create the missing Secret, ConfigMap or volume in the execution namespace, or correct"
            + " spec.workflowRef.dependencies.");
  }

  private static Finding sandbox(PodCase pod, PodEvent event) {
    return Finding.of(
        FailureReason.RESOURCE_EXHAUSTED,
        Words.because(
            "%s could not start because its node could not set it up".formatted(pod.subject()),
            event.message()),
        "Repair the node's container runtime or network, then create a new WorkflowExecution.");
  }
}
