package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import java.util.List;

/**
 * What refuses pods, told by the fixed words of its refusal: the API has one code for all of them.
 *
 * @param words any of them tells
 */
record PodRefusal(FailureReason reason, String why, String advice, List<String> words) {

  private static final List<PodRefusal> KNOWN =
      List.of(
          new PodRefusal(
              FailureReason.RESOURCE_EXHAUSTED,
              "a ResourceQuota is used up",
              "Free or raise the quota of the execution namespace.",
              "exceeded quota"),
          new PodRefusal(
              FailureReason.CONFIGURATION_ERROR,
              "a ResourceQuota demands requests or limits",
              "Set them in spec.workflowRef.resources, or give the namespace defaults by a LimitRange.",
              "failed quota"),
          new PodRefusal(
              FailureReason.FORBIDDEN,
              "the namespace's Pod Security level forbids it",
              "Make the workflow fit the level, or allow it in the execution namespace.",
              "violates PodSecurity"),
          new PodRefusal(
              FailureReason.CONFIGURATION_ERROR,
              "its service account does not exist",
              "Create the service account, or correct spec.workflowRef.serviceAccountName.",
              "error looking up service account"),
          new PodRefusal(
              FailureReason.CONFIGURATION_ERROR,
              "its priority class does not exist",
              "Create the priority class, or name another.",
              "no PriorityClass with name"),
          new PodRefusal(
              FailureReason.CONFIGURATION_ERROR,
              "a LimitRange forbids its resources",
              "Bring spec.workflowRef.resources within the limits of the execution namespace.",
              "usage per Container is",
              "usage per Pod is",
              "limit to request ratio"),
          new PodRefusal(
              FailureReason.CONFIGURATION_ERROR,
              "the execution namespace is being deleted",
              "Create the namespace anew, then create a new WorkflowExecution.",
              "because it is being terminated"),
          new PodRefusal(
              FailureReason.RESOURCE_EXHAUSTED,
              "an admission webhook does not answer",
              "Repair the webhook that it names.",
              "failed calling webhook",
              "failed to call webhook"),
          new PodRefusal(
              FailureReason.RESOURCE_EXHAUSTED,
              "the API server could not do it",
              "Wait until the API server has recovered, then create a new WorkflowExecution.",
              "etcdserver",
              "too many requests",
              "connection refused",
              "timed out",
              "internal error"),
          new PodRefusal(
              FailureReason.FORBIDDEN,
              "it is forbidden",
              "Allow it, or change the workflow so that it complies.",
              "is forbidden",
              "denied the request"));

  private static final PodRefusal OTHER =
      new PodRefusal(
          FailureReason.CONFIGURATION_ERROR,
          "the API server refused it",
          "Correct what it names, then create a new WorkflowExecution.");

  PodRefusal(FailureReason reason, String why, String advice, String... words) {
    this(reason, why, advice, List.of(words));
  }

  /** The first whose words are in the refusal. */
  static PodRefusal of(String refusal) {
    return KNOWN.stream()
        .filter(kind -> kind.words.stream().anyMatch(w -> Words.in(refusal, w)))
        .findFirst()
        .orElse(OTHER);
  }
}
