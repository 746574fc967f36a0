package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.audit.AuditEventType;
import java.util.Collection;

/**
 * What really happened to one execution, whatever the controller knows.
 *
 * @param started the number of the child that was started; {@link #NONE}, or {@link #GONE} once
 *     that child no longer exists
 * @param ran a container of its workflow has started
 * @param delivered bits of the {@link AuditEventType}s that the sink has
 * @param parked an event was refused, or surrendered to the dead letters
 */
public record Ledger(int started, boolean ran, int delivered, boolean parked) {

  static final int NONE = 0;
  static final int GONE = -1;

  private static final int ENDS =
      bit(AuditEventType.WORKFLOW_COMPLETED) | bit(AuditEventType.WORKFLOW_FAILED);

  static final Ledger BLANK = new Ledger(NONE, false, 0, false);

  static int bit(AuditEventType type) {
    return switch (type) {
      case SELECTION_COMPLETED -> 1;
      case EXECUTION_STARTED -> 2;
      case WORKFLOW_COMPLETED -> 4;
      case WORKFLOW_FAILED -> 8;
      case BLOCK_CLEARED -> 16;
    };
  }

  static int bits(Collection<AuditEventType> types) {
    int bits = 0;
    for (AuditEventType type : types) {
      bits |= bit(type);
    }
    return bits;
  }

  int packed() {
    return packed(started);
  }

  /** All of it as one number, where the child that was started has that number. */
  int packed(int child) {
    return (child + 1) << 7 | delivered << 2 | (ran ? 2 : 0) | (parked ? 1 : 0);
  }

  /** Whether the sink was told two ends. */
  boolean endedTwice() {
    return (delivered & ENDS) == ENDS;
  }

  Ledger withStarted(int child) {
    return new Ledger(child, ran, delivered, parked);
  }

  Ledger withRun() {
    return new Ledger(started, true, delivered, parked);
  }

  Ledger withDelivered(int bits) {
    return new Ledger(started, ran, delivered | bits, parked);
  }

  Ledger withParked() {
    return new Ledger(started, ran, delivered, true);
  }

  /** Nothing is owed for it any more; only that it does not end twice is still of interest. */
  Ledger settled() {
    return parked || (delivered & ~ENDS) != 0
        ? new Ledger(started, ran, delivered & ENDS, false)
        : this;
  }

  /** Nobody can be told anything of it any more. */
  Ledger buried() {
    return parked || delivered != 0 ? new Ledger(started, ran, 0, false) : this;
  }
}
