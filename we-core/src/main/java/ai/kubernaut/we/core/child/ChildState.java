package ai.kubernaut.we.core.child;

/** How far a child has come, as its own object says. */
public enum ChildState {
  /** Created, and not yet allowed to start. */
  HELD,
  /** Allowed to start, or running; which of both, only its pods know. */
  STARTED,
  /** Asked to end through its own object, and not yet ended. */
  STOPPING,
  /** Held back by somebody else after we had started it. */
  SUSPENDED,
  SUCCEEDED,
  FAILED;

  public boolean ended() {
    return this == SUCCEEDED || this == FAILED;
  }
}
