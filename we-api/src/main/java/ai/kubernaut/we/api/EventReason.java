package ai.kubernaut.we.api;

/** The Kubernetes Events that are written on an execution. */
public enum EventReason {
  EXECUTION_CREATED("ExecutionCreated", false),
  EXECUTION_BLOCKED("ExecutionBlocked", true),
  WORKFLOW_COMPLETED("WorkflowCompleted", false),
  WORKFLOW_FAILED("WorkflowFailed", true),
  LOCK_RELEASED("LockReleased", false),
  COOLDOWN_ACTIVE("CooldownActive", false),
  WORKFLOW_VALIDATION_FAILED("WorkflowValidationFailed", true),
  CLEANUP_FAILED("CleanupFailed", true),
  WORKFLOW_EXECUTION_DELETED("WorkflowExecutionDeleted", false);

  private final String wire;
  private final boolean warning;

  EventReason(String wire, boolean warning) {
    this.wire = wire;
    this.warning = warning;
  }

  /** Type Warning rather than Normal. */
  public boolean warning() {
    return warning;
  }

  /** The value on the wire. */
  @Override
  public String toString() {
    return wire;
  }
}
