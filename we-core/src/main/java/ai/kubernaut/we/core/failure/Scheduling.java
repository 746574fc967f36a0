package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.PodCondition;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import java.util.Optional;

/** A pod for which no node was found. */
final class Scheduling {

  private Scheduling() {}

  static Optional<Finding> find(PodCase pod) {
    if (pod.scheduled()) {
      return Optional.empty();
    }
    return pod.fails("PodScheduled")
        .map(PodCondition::message)
        .or(() -> pod.event("FailedScheduling").map(PodEvent::message))
        .map(message -> finding(pod.subject(), message));
  }

  static Finding finding(String pod, String message) {
    return misfit(message)
        ? Finding.of(
            FailureReason.CONFIGURATION_ERROR,
            what(pod, message),
            "Correct what the pod asks for, or provide the node or volume that it names.")
        : noRoom(pod, message);
  }

  static Finding noRoom(String pod, String message) {
    return Finding.of(
        FailureReason.RESOURCE_EXHAUSTED,
        what(pod, message),
        "Free or add capacity, or ask for less (spec.workflowRef.resources for a Job).");
  }

  private static String what(String pod, String message) {
    return Words.because(pod + " found no node", cause(message));
  }

  /** Without what the scheduler adds about preemption. */
  private static String cause(String message) {
    int end = message.indexOf(" no new claims to deallocate");
    int preemption = message.indexOf(" preemption: ");
    int cut = end >= 0 ? end : preemption;
    return cut > 0 ? message.substring(0, cut) : message;
  }

  /** No node would do, however empty. */
  private static boolean misfit(String message) {
    String cause = cause(message);
    boolean lack = Words.anyIn(cause, "insufficient", "too many pods", "had untolerated taint");
    return !lack
        && (Words.anyIn(cause, "not found", "affinity", "affinity/selector", "unbound")
            || Words.anyIn(cause, "node selector", "scheduling gates", "volume node affinity"));
  }
}
