package ai.kubernaut.we.core.routing;

/** Why no workflow should be started on a target now, the gravest first. */
public enum BlockReason {
  /** The latest workflow that ran has failed, so nobody knows what it left half done. */
  PREVIOUS_EXECUTION_FAILED("PreviousExecutionFailed"),
  /** Too many executions in a row failed before they ran. */
  RETRIES_EXHAUSTED("RetriesExhausted"),
  /** Another execution works on the target, or is about to. */
  RESOURCE_BUSY("ResourceBusy"),
  /** Executions in a row failed before they ran, and the pause after the last is not over. */
  EXPONENTIAL_BACKOFF("ExponentialBackoff"),
  /** The same workflow ran there a short while ago. */
  RECENTLY_REMEDIATED("RecentlyRemediated");

  private final String wire;

  BlockReason(String wire) {
    this.wire = wire;
  }

  /** Whether only a person ends it. */
  public boolean needsPerson() {
    return this == PREVIOUS_EXECUTION_FAILED || this == RETRIES_EXHAUSTED;
  }

  /** One CamelCase word, as in conditions. */
  @Override
  public String toString() {
    return wire;
  }
}
