package ai.kubernaut.we.api;

/**
 * Where an execution is: Pending, then Running, then Completed or Failed; or Pending, then Failed.
 */
public enum Phase {
  PENDING("Pending"),
  RUNNING("Running"),
  COMPLETED("Completed"),
  FAILED("Failed");

  private final String wire;

  Phase(String wire) {
    this.wire = wire;
  }

  public boolean terminal() {
    return this == COMPLETED || this == FAILED;
  }

  /** Whether an execution in this phase may be in the other one next. */
  public boolean mayBecome(Phase next) {
    return switch (this) {
      case PENDING -> next == RUNNING || next == FAILED;
      case RUNNING -> next == COMPLETED || next == FAILED;
      case COMPLETED, FAILED -> false;
    };
  }

  /** The value on the wire. */
  @Override
  public String toString() {
    return wire;
  }
}
