package ai.kubernaut.we.core.failure;

import ai.kubernaut.we.api.FailureReason;
import java.util.List;
import java.util.Optional;

/**
 * What refuses an object that is to be created, told by the fixed words of its refusal: the API has
 * one code for nearly all of them.
 *
 * @param forNow it may well be taken later, without anybody changing the object
 * @param why what refuses it, to follow "because"
 * @param advice what a person should do, one sentence
 * @param words any of them tells
 */
public record AdmissionRefusal(
    boolean forNow, FailureReason reason, String why, String advice, List<String> words) {

  private static final boolean FOR_NOW = true;
  private static final boolean FOR_GOOD = false;

  private static final List<AdmissionRefusal> KNOWN =
      List.of(
          of(
              FOR_NOW,
              FailureReason.RESOURCE_EXHAUSTED,
              "a ResourceQuota is used up",
              "Free or raise the quota of the execution namespace.",
              "exceeded quota"),
          of(
              FOR_NOW,
              FailureReason.RESOURCE_EXHAUSTED,
              "what a ResourceQuota allows has yet to be counted",
              "Look whether the controller that counts quotas runs.",
              "status unknown for quota"),
          of(
              FOR_NOW,
              FailureReason.CONFIGURATION_ERROR,
              "a ResourceQuota demands requests or limits",
              "Set them in spec.workflowRef.resources, or give the namespace defaults by a"
                  + " LimitRange.",
              "failed quota"),
          of(
              FOR_GOOD,
              FailureReason.FORBIDDEN,
              "the namespace's Pod Security level forbids it",
              "Make the workflow fit the level, or allow it in the execution namespace.",
              "violates PodSecurity"),
          of(
              FOR_GOOD,
              FailureReason.CONFIGURATION_ERROR,
              "its service account does not exist",
              "Create the service account, or correct spec.workflowRef.serviceAccountName.",
              "error looking up service account"),
          of(
              FOR_GOOD,
              FailureReason.CONFIGURATION_ERROR,
              "its priority class does not exist",
              "Create the priority class, or name another.",
              "no PriorityClass with name"),
          of(
              FOR_GOOD,
              FailureReason.CONFIGURATION_ERROR,
              "its runtime class does not exist",
              "Create the runtime class, or name another.",
              "pod rejected: RuntimeClass"),
          of(
              FOR_GOOD,
              FailureReason.CONFIGURATION_ERROR,
              "a LimitRange forbids its resources",
              "Bring spec.workflowRef.resources within the limits of the execution namespace.",
              "usage per Container is",
              "usage per Pod is",
              "usage per PersistentVolumeClaim is",
              "limit to request ratio"),
          of(
              FOR_NOW,
              FailureReason.CONFIGURATION_ERROR,
              "the execution namespace is being deleted",
              "Create the namespace anew, then create a new WorkflowExecution.",
              "because it is being terminated"),
          of(
              FOR_NOW,
              FailureReason.RESOURCE_EXHAUSTED,
              "an admission webhook does not answer",
              "Repair the webhook that it names.",
              "failed calling webhook",
              "failed to call webhook"),
          of(
              FOR_GOOD,
              FailureReason.CONFIGURATION_ERROR,
              "Tekton finds it invalid",
              "Correct what it names in the bundle or the spec.",
              "webhook.pipeline.tekton.dev\" denied the request"),
          of(
              FOR_GOOD,
              FailureReason.FORBIDDEN,
              "an admission policy forbids it",
              "Make the workflow comply, or ask whoever owns the policy.",
              "ValidatingAdmissionPolicy",
              "denied the request"),
          of(
              FOR_GOOD,
              FailureReason.FORBIDDEN,
              "a right is missing",
              "Grant by RBAC, to the user that it names, what it says.",
              "cannot create resource",
              "cannot get resource",
              "cannot list resource",
              "cannot watch resource",
              "cannot update resource",
              "cannot patch resource",
              "cannot delete resource"),
          of(
              FOR_NOW,
              FailureReason.RESOURCE_EXHAUSTED,
              "the API server could not do it",
              "Wait until the API server has recovered, then create a new WorkflowExecution.",
              "etcdserver",
              "too many requests",
              "connection refused",
              "timed out",
              "internal error"),
          of(
              FOR_GOOD,
              FailureReason.FORBIDDEN,
              "it is forbidden",
              "Allow it, or change the workflow so that it complies.",
              "is forbidden"));

  private static final AdmissionRefusal OTHER =
      of(
          FOR_GOOD,
          FailureReason.CONFIGURATION_ERROR,
          "the API server refused it",
          "Correct what it names, then create a new WorkflowExecution.");

  private static AdmissionRefusal of(
      boolean forNow, FailureReason reason, String why, String advice, String... words) {
    return new AdmissionRefusal(forNow, reason, why, advice, List.of(words));
  }

  /** The first whose words are in the refusal; empty where none is known. */
  public static Optional<AdmissionRefusal> known(String refusal) {
    return KNOWN.stream()
        .filter(kind -> kind.words.stream().anyMatch(w -> Words.in(refusal, w)))
        .findFirst();
  }

  /** The same, where something has to be said. */
  static AdmissionRefusal of(String refusal) {
    return known(refusal).orElse(OTHER);
  }
}
