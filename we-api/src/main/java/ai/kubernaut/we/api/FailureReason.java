package ai.kubernaut.we.api;

/** Why an execution failed, for whoever decides what happens next. */
public enum FailureReason {
  OOM_KILLED("OOMKilled"),
  DEADLINE_EXCEEDED("DeadlineExceeded"),
  FORBIDDEN("Forbidden"),
  RESOURCE_EXHAUSTED("ResourceExhausted"),
  CONFIGURATION_ERROR("ConfigurationError"),
  IMAGE_PULL_BACK_OFF("ImagePullBackOff"),
  TASK_FAILED("TaskFailed"),
  UNSUPPORTED_ENGINE("UnsupportedEngine"),
  DEDUPLICATED("Deduplicated"),
  CANCELLED("Cancelled"),
  EXECUTION_LOST("ExecutionLost"),
  UNKNOWN("Unknown");

  private final String wire;

  FailureReason(String wire) {
    this.wire = wire;
  }

  /** The value on the wire. */
  @Override
  public String toString() {
    return wire;
  }
}
