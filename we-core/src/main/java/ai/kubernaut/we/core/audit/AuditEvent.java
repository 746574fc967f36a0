package ai.kubernaut.we.core.audit;

import ai.kubernaut.we.api.ObjectReference;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import java.time.Instant;

/**
 * One thing that happened to an execution. A repeat is recognised by the execution's uid and the
 * type.
 *
 * @param at when it happened, from the status
 * @param execution the execution as it was when the event became owed, or later
 */
public record AuditEvent(AuditEventType type, Instant at, WorkflowExecution execution) {

  /** What ties the events of one remediation together: its request's name, else our own uid. */
  public String correlationId() {
    return execution
        .spec()
        .flatMap(WorkflowExecutionSpec::remediationRequestRef)
        .flatMap(ObjectReference::name)
        .filter(name -> !name.isEmpty())
        .orElse(execution.metadata().uid());
  }
}
