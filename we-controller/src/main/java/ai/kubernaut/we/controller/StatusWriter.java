package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.controller.metrics.ExecutionMetrics;
import ai.kubernaut.we.core.audit.AuditTrail;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.settle.Settlement;
import ai.kubernaut.we.kubernetes.ApiError;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a settlement says: the status if it changed, then its Events. */
final class StatusWriter {

  private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);

  private final Executions executions;
  private final Notes notes;
  private final AuditTrail audit;
  private final ExecutionMetrics metrics;
  private final Map<String, Instant> lastWrites = new ConcurrentHashMap<>();

  StatusWriter(Executions executions, Notes notes, AuditTrail audit, ExecutionMetrics metrics) {
    this.executions = executions;
    this.notes = notes;
    this.audit = audit;
    this.metrics = metrics;
  }

  /** Returns false if the status could not be written; nothing else happened then. */
  boolean write(Observation o, Settlement settlement) {
    WorkflowExecution execution = o.execution();
    if (!settlement.status().equals(execution.status())) {
      Optional<ApiError> failure = executions.writeStatus(execution, settlement.status()).failure();
      if (failure.isPresent()) {
        log.info(
            "status not written: {} execution={}",
            failure.get().summary(),
            execution.metadata().qualifiedName());
        return false;
      }
      written(o, settlement.status());
    }
    settlement.notes().forEach(note -> notes.write(execution.metadata(), note));
    return true;
  }

  /** When this process last wrote the status of an execution. */
  Instant lastWrite(String executionUid) {
    return lastWrites.getOrDefault(executionUid, Instant.EPOCH);
  }

  private void written(Observation o, WorkflowExecutionStatus status) {
    WorkflowExecution written = o.execution().withStatus(status);
    String uid = written.metadata().uid();
    if (!written.terminal()) {
      lastWrites.put(uid, o.now());
      return;
    }
    lastWrites.remove(uid);
    if (!o.execution().terminal()) {
      metrics.ended(written);
    }
    if (OwedAudit.settled(written)) {
      audit.forget(uid);
    }
  }
}
