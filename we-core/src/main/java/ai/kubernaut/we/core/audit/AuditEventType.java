package ai.kubernaut.we.core.audit;

/** What the audit trail records of an execution. */
public enum AuditEventType {
  SELECTION_COMPLETED("workflowexecution.selection.completed"),
  EXECUTION_STARTED("workflowexecution.execution.started"),
  WORKFLOW_COMPLETED("workflowexecution.workflow.completed"),
  WORKFLOW_FAILED("workflowexecution.workflow.failed"),
  BLOCK_CLEARED("workflowexecution.block.cleared");

  private final String wire;

  AuditEventType(String wire) {
    this.wire = wire;
  }

  /** The value on the wire. */
  @Override
  public String toString() {
    return wire;
  }
}
