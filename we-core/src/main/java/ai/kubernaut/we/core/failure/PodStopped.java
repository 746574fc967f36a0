package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import java.util.Optional;

/** A pod that did not end by itself: its own deadline, or somebody's deletion. */
final class PodStopped {

  private PodStopped() {}

  /** What kept the workflow from starting until then is the cause, where that is known. */
  static Optional<Finding> ownDeadline(PodCase pod) {
    return late(pod)
        .map(
            finding ->
                pod.start() == Start.NEVER
                    ? Obstacles.of(pod).map(Finding::notInTime).orElse(finding)
                    : finding);
  }

  private static Optional<Finding> late(PodCase pod) {
    return Optional.of(pod)
        .filter(p -> p.reason().equals("DeadlineExceeded"))
        .map(PodCase::message)
        .or(() -> pod.event("DeadlineExceeded").map(PodEvent::message))
        .map(
            message ->
                Finding.of(
                        FailureReason.DEADLINE_EXCEEDED,
                        Words.because(
                            "%s was stopped at its own deadline".formatted(pod.subject()), message),
                        "Raise activeDeadlineSeconds of the pod, or make the workflow faster.")
                    .withExitCode(Exits.own(pod)));
  }

  static Optional<Finding> deleted(PodCase pod) {
    boolean killed = pod.event("Killing").isPresent();
    if (!pod.pod().deleted() || (pod.pod().unwatched() && !killed)) {
      return Optional.empty();
    }
    return Optional.of(finding(pod));
  }

  static Finding finding(PodCase pod) {
    return Finding.of(
        FailureReason.TASK_FAILED,
        "%s was deleted from outside before the workflow had ended.".formatted(pod.subject()),
        "Find out who deleted the pod, and check how far the workflow had come.");
  }
}
