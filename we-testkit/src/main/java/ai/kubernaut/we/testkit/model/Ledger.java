package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.audit.AuditEventType;
import java.util.Optional;

/**
 * What really happened to one execution, whatever the controller knows.
 *
 * @param startedUid the child that was started
 * @param ran a container of its workflow has started
 * @param delivered bits of the {@link AuditEventType}s that the sink has
 * @param parked an event was refused, or surrendered to the dead letters
 */
public record Ledger(Optional<String> startedUid, boolean ran, int delivered, boolean parked) {

  static final Ledger BLANK = new Ledger(Optional.empty(), false, 0, false);

  static int bit(AuditEventType type) {
    return switch (type) {
      case SELECTION_COMPLETED -> 1;
      case EXECUTION_STARTED -> 2;
      case WORKFLOW_COMPLETED -> 4;
      case WORKFLOW_FAILED -> 8;
    };
  }

  Ledger started(String childUid) {
    return new Ledger(Optional.of(childUid), ran, delivered, parked);
  }

  Ledger ranToo() {
    return new Ledger(startedUid, true, delivered, parked);
  }

  Ledger withDelivered(int bits) {
    return new Ledger(startedUid, ran, delivered | bits, parked);
  }

  Ledger withParked() {
    return new Ledger(startedUid, ran, delivered, true);
  }
}
