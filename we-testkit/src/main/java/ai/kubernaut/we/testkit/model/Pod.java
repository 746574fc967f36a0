package ai.kubernaut.we.testkit.model;

/** A pod of a child, named after the child's uid. */
public record Pod(String childUid, String executionUid, Phase phase) {

  /** What of a pod matters: whether its container has started, and whether it still runs. */
  public enum Phase {
    /** Its container has yet to start. */
    WAITING,
    RUNNING,
    /** It was told to end, and has yet to. */
    TERMINATING,
    SUCCEEDED,
    FAILED;

    /** Whether its container acts on the target. */
    boolean acts() {
      return this == RUNNING || this == TERMINATING;
    }

    boolean ended() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  Pod in(Phase next) {
    return new Pod(childUid, executionUid, next);
  }
}
