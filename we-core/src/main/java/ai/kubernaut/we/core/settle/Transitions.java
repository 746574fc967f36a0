package ai.kubernaut.we.core.settle;

import static ai.kubernaut.we.api.ConditionType.AUDIT_RECORDED;
import static ai.kubernaut.we.api.ConditionType.BLOCKED;
import static ai.kubernaut.we.api.ConditionType.EXECUTION_COMPLETE;
import static ai.kubernaut.we.api.ConditionType.EXECUTION_CREATED;
import static ai.kubernaut.we.api.ConditionType.EXECUTION_RUNNING;
import static ai.kubernaut.we.api.ConditionType.READY;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.plan.Change;
import ai.kubernaut.we.core.plan.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes every status there is: each change of an execution is one new status value. */
final class Transitions {

  private final WorkflowExecution execution;
  private final WorkflowExecutionStatus old;
  private final Instant now;
  private final Conditions conditions;

  /** Times are whole seconds, as in every Kubernetes status. */
  Transitions(WorkflowExecution execution, Instant now) {
    this.execution = execution;
    this.old = execution.status();
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.conditions = new Conditions(execution, now);
  }

  WorkflowExecutionStatus run(Change.Run change) {
    Child child = change.child();
    String described = child.describe();
    conditions
        .unblock()
        .set(EXECUTION_CREATED, true, "ExecutionCreated", described + " was created.")
        .set(EXECUTION_RUNNING, true, "ExecutionStarted", described + " is started.")
        .set(EXECUTION_COMPLETE, false, "Running", "The workflow has yet to end.")
        .set(READY, false, "Running", "The workflow has yet to end.");
    WorkflowExecutionStatus.Builder status =
        enter(Phase.RUNNING)
            .startTime(now)
            .executionEngine(child.engine())
            .executionRef(
                new ExecutionRef(child.kind(), child.namespace(), child.name(), child.uid()))
            .executionStatus(Mirror.of(child));
    change.decision().ifPresent(d -> status.serviceAccountName(d.serviceAccount()));
    return status.build();
  }

  WorkflowExecutionStatus complete(Change.Complete change) {
    String message = change.child().describe() + " succeeded.";
    conditions
        .unblock()
        .set(EXECUTION_RUNNING, false, "Ended", message)
        .set(EXECUTION_COMPLETE, true, "Succeeded", message)
        .set(READY, true, "Completed", message);
    return end(Phase.COMPLETED).executionStatus(Mirror.of(change.child())).build();
  }

  WorkflowExecutionStatus fail(Change.Fail change) {
    Failure failure = change.failure();
    String reason = failure.reason().toString();
    String summary = failure.summary();
    conditions
        .unblock()
        .setIfAbsent(EXECUTION_CREATED, false, reason, failure.message())
        .set(EXECUTION_RUNNING, false, reason, failure.message())
        .set(EXECUTION_COMPLETE, true, "Failed", failure.message())
        .set(READY, false, reason, summary);
    WorkflowExecutionStatus.Builder status =
        end(Phase.FAILED).failureDetails(details(failure, summary));
    change.child().map(Mirror::of).ifPresent(status::executionStatus);
    change.decision().ifPresent(d -> status.executionEngine(d.engine()));
    change.deduplicatedBy().ifPresent(status::deduplicatedBy);
    return status.build();
  }

  /** No phase changes: it goes on waiting, and says for what. */
  WorkflowExecutionStatus block(Blockage blockage) {
    return block(blockage, Optional.empty());
  }

  /** The same, and how its child is. */
  WorkflowExecutionStatus block(Blockage blockage, Optional<Child> child) {
    conditions.set(BLOCKED, true, blockage.reason(), blockage.message());
    conditions.setIfAbsent(READY, false, execution.phase().toString(), blockage.message());
    WorkflowExecutionStatus.Builder status =
        status(execution.phase()).blocked(blockage.by(), blockage.until());
    child.map(Mirror::of).ifPresent(status::executionStatus);
    return status.build();
  }

  WorkflowExecutionStatus mirror(Child child) {
    conditions.unblock();
    return status(execution.phase())
        .blocked(Optional.empty(), Optional.empty())
        .executionStatus(Mirror.of(child))
        .build();
  }

  /** What the audit sink has confirmed before is not owed again. */
  WorkflowExecutionStatus clear(BlockClearance clearance) {
    boolean confirmed = old.condition(AUDIT_RECORDED).filter(Condition::isTrue).isPresent();
    conditions.set(
        AUDIT_RECORDED,
        false,
        confirmed ? OwedAudit.CLEARANCE_OWED : OwedAudit.OWED,
        "The audit sink has yet to confirm its events.");
    return status(execution.phase()).blockClearance(clearance).build();
  }

  WorkflowExecutionStatus auditConfirmed() {
    conditions
        .unblock()
        .set(AUDIT_RECORDED, true, "Confirmed", "The audit sink has confirmed every event.");
    return unblocked();
  }

  WorkflowExecutionStatus auditRejected(String message) {
    conditions.unblock().set(AUDIT_RECORDED, false, OwedAudit.REJECTED, message);
    return unblocked();
  }

  WorkflowExecutionStatus auditSurrendered() {
    conditions
        .unblock()
        .set(
            AUDIT_RECORDED,
            false,
            OwedAudit.SURRENDERED,
            "The audit sink took too long; the events are among the dead letters.");
    return unblocked();
  }

  private WorkflowExecutionStatus unblocked() {
    return status(execution.phase()).blocked(Optional.empty(), Optional.empty()).build();
  }

  private WorkflowExecutionStatus.Builder end(Phase phase) {
    conditions.set(
        AUDIT_RECORDED, false, OwedAudit.OWED, "The audit sink has yet to confirm its events.");
    WorkflowExecutionStatus.Builder status = enter(phase).completionTime(now);
    old.startTime().ifPresent(start -> status.duration(since(start)));
    return status;
  }

  private WorkflowExecutionStatus.Builder enter(Phase next) {
    if (!execution.phase().mayBecome(next)) {
      throw new IllegalStateException(
          "%s is %s and cannot become %s"
              .formatted(execution.metadata().qualifiedName(), execution.phase(), next));
    }
    return status(next).blocked(Optional.empty(), Optional.empty());
  }

  private WorkflowExecutionStatus.Builder status(Phase phase) {
    return old.toBuilder()
        .phase(phase)
        .observedGeneration(execution.metadata().generation())
        .conditions(conditions.list());
  }

  private FailureDetails details(Failure failure, String summary) {
    return new FailureDetails(
        failure.reason(),
        failure.mayHaveRun(),
        failure.message(),
        summary,
        failure.task(),
        failure.taskIndex(),
        failure.step(),
        failure.exitCode(),
        now,
        old.startTime().map(this::since));
  }

  /** A clock that went backwards does not make a duration negative. */
  private String since(Instant start) {
    Duration elapsed = Duration.between(start, now);
    return GoDuration.format(elapsed.isNegative() ? Duration.ZERO : elapsed);
  }
}
