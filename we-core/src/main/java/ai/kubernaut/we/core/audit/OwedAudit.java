package ai.kubernaut.we.core.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.BLOCK_CLEARED;
import static ai.kubernaut.we.core.audit.AuditEventType.EXECUTION_STARTED;
import static ai.kubernaut.we.core.audit.AuditEventType.SELECTION_COMPLETED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_COMPLETED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_FAILED;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.clearance.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an execution owes to the audit trail: recomputed from its status, so nothing is lost. */
public final class OwedAudit {

  /** The reason of an {@code AuditRecorded} condition while events are owed. */
  public static final String OWED = "Owed";

  /** The same where all but the clearance were confirmed before it came. */
  public static final String CLEARANCE_OWED = "ClearanceOwed";

  /** The reason of an {@code AuditRecorded} condition that is False for good. */
  public static final String REJECTED = "Rejected";

  /** The reason of an {@code AuditRecorded} condition whose events went to the dead letters. */
  public static final String SURRENDERED = "Surrendered";

  private OwedAudit() {}

  /** Every event that the status calls for, in the order in which they happened. */
  public static List<AuditEvent> of(WorkflowExecution execution) {
    List<AuditEvent> owed = new ArrayList<>();
    if (recorded(execution).filter(c -> c.reason().equals(CLEARANCE_OWED)).isEmpty()) {
      life(execution, owed);
    }
    Stamp.recorded(execution.status())
        .flatMap(BlockClearance::clearedAt)
        .ifPresent(at -> owed.add(new AuditEvent(BLOCK_CLEARED, at, execution)));
    return List.copyOf(owed);
  }

  private static void life(WorkflowExecution execution, List<AuditEvent> owed) {
    WorkflowExecutionStatus status = execution.status();
    Optional<Instant> decided = status.startTime().or(status::completionTime);
    if (status.executionEngine().isPresent() && execution.phase() != Phase.PENDING) {
      decided.ifPresent(at -> owed.add(new AuditEvent(SELECTION_COMPLETED, at, execution)));
    }
    status.startTime().ifPresent(at -> owed.add(new AuditEvent(EXECUTION_STARTED, at, execution)));
    if (execution.terminal()) {
      owed.add(new AuditEvent(endOf(execution), endedAt(execution), execution));
    }
  }

  /** Whether the trail has all of it, or never will. */
  public static boolean settled(WorkflowExecution execution) {
    return execution.terminal() && recorded(execution).filter(OwedAudit::settles).isPresent();
  }

  private static Optional<Condition> recorded(WorkflowExecution execution) {
    return execution.status().condition(ConditionType.AUDIT_RECORDED);
  }

  private static boolean settles(Condition recorded) {
    return recorded.isTrue()
        || recorded.reason().equals(REJECTED)
        || recorded.reason().equals(SURRENDERED);
  }

  private static AuditEventType endOf(WorkflowExecution execution) {
    return execution.phase() == Phase.COMPLETED ? WORKFLOW_COMPLETED : WORKFLOW_FAILED;
  }

  private static Instant endedAt(WorkflowExecution execution) {
    return execution
        .status()
        .completionTime()
        .or(execution.status()::startTime)
        .orElse(execution.metadata().creationTimestamp());
  }
}
