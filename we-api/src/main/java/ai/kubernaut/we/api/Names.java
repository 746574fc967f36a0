package ai.kubernaut.we.api;

/** Names of finalizers, labels and annotations. */
public final class Names {

  /** On a WorkflowExecution: holds it until its child, pods, lock and audit are settled. */
  public static final String CLEANUP_FINALIZER =
      "workflowexecution.kubernaut.ai/workflowexecution-cleanup";

  /** On a child: keeps its result until it has been read. */
  public static final String EXECUTION_FINALIZER = "kubernaut.ai/execution";

  /** On a WorkflowExecution: ends it; the value says why. */
  public static final String CANCEL_ANNOTATION = "kubernaut.ai/cancel";

  /** On a failed WorkflowExecution: lets others run on its target; the value says why. */
  public static final String CLEAR_ANNOTATION = "kubernaut.ai/clear-execution-block";

  /** On a failed WorkflowExecution, written by the admission webhook: who cleared it, and when. */
  public static final String CLEARED_BY_ANNOTATION = "kubernaut.ai/clear-execution-block-by";

  public static final String CLEARED_AT_ANNOTATION = "kubernaut.ai/clear-execution-block-at";

  /** On a child and its pods: the execution's name, namespace and uid. */
  public static final String EXECUTION_LABEL = "kubernaut.ai/workflow-execution";

  public static final String SOURCE_NAMESPACE_LABEL = "kubernaut.ai/source-namespace";
  public static final String EXECUTION_UID_LABEL = "kubernaut.ai/workflow-execution-uid";
  public static final String WORKFLOW_ID_LABEL = "kubernaut.ai/workflow-id";
  public static final String TARGET_LABEL = "kubernaut.ai/target-resource";
  public static final String ENGINE_LABEL = "kubernaut.ai/execution-engine";

  /** On a child: {@code true} once we have let it start. */
  public static final String STARTED_ANNOTATION = "kubernaut.ai/started";

  /** On a lock: what was decided before it was taken. */
  public static final String GENERATION_ANNOTATION = "kubernaut.ai/spec-generation";

  public static final String BUNDLE_DIGEST_ANNOTATION = "kubernaut.ai/bundle-digest";
  public static final String SERVICE_ACCOUNT_ANNOTATION = "kubernaut.ai/service-account";

  /** On the lease of the leader: where it runs workflows and holds locks. */
  public static final String EXECUTION_NAMESPACE_ANNOTATION = "kubernaut.ai/execution-namespace";

  /** On a lock whose execution was deleted: the target cools down until then. */
  public static final String COOLDOWN_UNTIL_ANNOTATION = "kubernaut.ai/cooldown-until";

  private Names() {}
}
