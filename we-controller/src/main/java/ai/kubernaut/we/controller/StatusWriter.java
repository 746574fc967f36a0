package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.controller.metrics.ExecutionMetrics;
import ai.kubernaut.we.core.audit.AuditTrail;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.settle.Settlement;
import ai.kubernaut.we.kubernetes.ApiError;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a settlement says: the status if it changed, then its Events. */
final class StatusWriter {

  private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);

  private final Executions executions;
  private final Notes notes;
  private final AuditTrail audit;
  private final ExecutionMetrics metrics;
  private final Pace pace;

  StatusWriter(
      Executions executions, Notes notes, AuditTrail audit, ExecutionMetrics metrics, Pace pace) {
    this.executions = executions;
    this.notes = notes;
    this.audit = audit;
    this.metrics = metrics;
    this.pace = pace;
  }

  /** Returns false if the status could not be written; nothing else happened then. */
  boolean write(Observation o, Settlement settlement) {
    WorkflowExecution execution = o.execution();
    if (!settlement.status().equals(execution.status())) {
      Optional<ApiError> failure = executions.writeStatus(execution, settlement.status()).failure();
      if (failure.isPresent()) {
        log.atInfo()
            .addKeyValue("namespace", execution.metadata().namespace())
            .addKeyValue("name", execution.metadata().name())
            .log("the status was not written: {}", failure.get().summary());
        return false;
      }
      written(o, settlement.status());
    }
    settlement.notes().forEach(note -> notes.write(execution.metadata(), note));
    return true;
  }

  private void written(Observation o, WorkflowExecutionStatus status) {
    WorkflowExecution written = o.execution().withStatus(status);
    String uid = written.metadata().uid();
    if (!written.terminal()) {
      pace.wrote(uid, o.now());
      return;
    }
    pace.forget(uid);
    if (!o.execution().terminal()) {
      metrics.ended(written);
    }
    if (OwedAudit.settled(written)) {
      audit.forget(uid);
    }
  }
}
