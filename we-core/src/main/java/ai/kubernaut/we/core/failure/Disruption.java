package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Evidence.PodCondition;
import ai.kubernaut.we.core.failure.Evidence.PodEvent;
import java.util.Optional;

/** The cluster took the pod away: eviction, preemption, drain, taint, a lost node. */
final class Disruption {

  private Disruption() {}

  static Optional<Finding> find(PodCase pod) {
    return pod.holds("DisruptionTarget")
        .map(c -> of(pod, c))
        .or(() -> ofStatus(pod))
        .or(() -> ofEvents(pod))
        .map(finding -> finding.withExitCode(Exits.own(pod)));
  }

  private static Finding of(PodCase pod, PodCondition condition) {
    return switch (condition.reason()) {
      case "TerminationByKubelet" -> byKubelet(pod, condition.message());
      case "PreemptionByScheduler", "PreemptionByKubeScheduler" ->
          preempted(pod, condition.message());
      case "EvictionByEvictionAPI" -> drained(pod, condition.message());
      case "DeletionByTaintManager" -> tainted(pod, condition.message());
      case "DeletionByPodGC" -> nodeGone(pod, condition.message());
      default -> other(pod, condition);
    };
  }

  private static Finding byKubelet(PodCase pod, String message) {
    boolean evicted = pod.reason().equals("Evicted") || Words.in(message, "low on resource");
    return evicted
        ? evicted(pod.subject(), message)
        : ofStatus(pod).orElseGet(() -> nodeStopped(pod));
  }

  private static Optional<Finding> ofStatus(PodCase pod) {
    return switch (pod.reason()) {
      case "Evicted" -> Optional.of(evicted(pod.subject(), pod.message()));
      case "Preempting", "Preempted" -> Optional.of(preempted(pod, pod.message()));
      case "NodeLost" -> Optional.of(nodeGone(pod, pod.message()));
      case "Terminated", "Shutdown" -> Optional.of(nodeStopped(pod));
      default -> Optional.empty();
    };
  }

  private static Optional<Finding> ofEvents(PodCase pod) {
    return pod.event("Evicted")
        .map(PodEvent::message)
        .map(message -> evicted(pod.subject(), message))
        .or(() -> pod.event("Preempted").map(e -> preempted(pod, e.message())))
        .or(() -> pod.event(Disruption::byTaint).map(e -> tainted(pod, e.message())));
  }

  /** The same reason tells of deletions that are called off. */
  private static boolean byTaint(PodEvent event) {
    return event.reason().equals("TaintManagerEviction")
        && !Words.in(event.message(), "cancelling");
  }

  static Finding evicted(String what, String message) {
    return Finding.of(
        FailureReason.RESOURCE_EXHAUSTED,
        Words.because(what + " was evicted by its node", message),
        "Give the workflow requests that cover what it uses in spec.workflowRef.resources, and"
            + " relieve the node.");
  }

  private static Finding preempted(PodCase pod, String message) {
    return Finding.of(
        FailureReason.RESOURCE_EXHAUSTED,
        Words.because(
            "%s was preempted by a pod of higher priority".formatted(pod.subject()), message),
        "Add capacity, or give workflows a priority that is not preempted.");
  }

  private static Finding drained(PodCase pod, String message) {
    return interrupted(
        Words.because("%s was evicted, as in a node drain".formatted(pod.subject()), message));
  }

  private static Finding tainted(PodCase pod, String message) {
    boolean lost = pod.event("NodeNotReady").isPresent();
    return interrupted(
        Words.because(
            lost
                ? "%s was deleted because its node %s stopped answering"
                    .formatted(pod.subject(), pod.pod().node())
                : "%s was deleted because its node was tainted NoExecute".formatted(pod.subject()),
            message));
  }

  private static Finding nodeGone(PodCase pod, String message) {
    return interrupted(
        Words.because(
            "%s was removed because its node was gone".formatted(pod.subject()), message));
  }

  private static Finding nodeStopped(PodCase pod) {
    return interrupted(
        Words.because(
            "%s was ended by its node, as in a node shutdown".formatted(pod.subject()),
            pod.message()));
  }

  private static Finding other(PodCase pod, PodCondition condition) {
    return interrupted(
        Words.because(
            "%s was disrupted by the cluster (%s)".formatted(pod.subject(), condition.reason()),
            condition.message()));
  }

  private static Finding interrupted(String what) {
    return Finding.of(
        FailureReason.TASK_FAILED,
        what,
        "Find out how far the workflow had come; protect its pods from planned disruptions.");
  }
}
