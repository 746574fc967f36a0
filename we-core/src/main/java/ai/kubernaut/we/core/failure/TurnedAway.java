package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import java.util.Optional;

/** A kubelet refused the pod. */
final class TurnedAway {

  private TurnedAway() {}

  static Optional<Finding> find(PodCase pod) {
    if (!pod.turnedAway()) {
      return Optional.empty();
    }
    String what =
        Words.because(
            "%s was refused by node %s (%s)".formatted(pod.subject(), node(pod), pod.reason()),
            pod.message());
    return Optional.of(
        lacksRoom(pod.reason())
            ? Finding.of(
                FailureReason.RESOURCE_EXHAUSTED,
                what,
                "Free resources on the node or ask for less in spec.workflowRef.resources.")
            : Finding.of(
                FailureReason.CONFIGURATION_ERROR,
                what,
                "Make the workflow's pod fit the cluster's nodes, then create a new"
                    + " WorkflowExecution."));
  }

  private static String node(PodCase pod) {
    return pod.pod().node().isEmpty() ? "unknown" : pod.pod().node();
  }

  private static boolean lacksRoom(String reason) {
    return reason.startsWith("OutOf")
        || reason.equals("Evicted")
        || reason.equals("UnexpectedAdmissionError")
        || reason.equals("TopologyAffinityError")
        || reason.equals("VolumeAttachmentLimitExceeded")
        || reason.equals("NodeShutdown");
  }
}
