package ai.kubernaut.we.api;

/** The conditions that are kept. */
public enum ConditionType {
  /** True only when Completed. */
  READY("Ready"),
  /** The child exists and is recorded. */
  EXECUTION_CREATED("ExecutionCreated"),
  /** The child runs. */
  EXECUTION_RUNNING("ExecutionRunning"),
  /** The child has ended, or there will be none. */
  EXECUTION_COMPLETE("ExecutionComplete"),
  /** The audit sink has confirmed every event that was owed. */
  AUDIT_RECORDED("AuditRecorded"),
  /** Something outside keeps the execution waiting; says what and until when. */
  BLOCKED("Blocked");

  private final String wire;

  ConditionType(String wire) {
    this.wire = wire;
  }

  /** The value on the wire. */
  @Override
  public String toString() {
    return wire;
  }
}
