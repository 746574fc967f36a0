package ai.kubernaut.we.audit;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executions in the states that owe audit events. */
public final class Executions {

  public static final Instant CREATED = Instant.parse("2026-01-01T10:00:00Z");
  public static final Instant STARTED = Instant.parse("2026-01-01T10:00:05Z");
  public static final Instant ENDED = Instant.parse("2026-01-01T10:02:35Z");

  public static final Instant CLEARED = Instant.parse("2026-01-01T11:00:00Z");
  public static final BlockClearance CLEARANCE =
      new BlockClearance(
          "Annotation", "looked at it: \"fine\"\nand gone", "alice", Optional.of(CLEARED));

  private Executions() {}

  public static WorkflowExecutionSpec spec() {
    return WorkflowExecutionSpec.of("payment/Deployment/payment-api", workflow().build());
  }

  public static WorkflowRef.Builder workflow() {
    return WorkflowRef.builder("restart", "v1.2.0", "ghcr.io/acme/restart:v1.2.0");
  }

  /** One that is running. */
  public static WorkflowExecution running(String uid) {
    return with(uid, Optional.of(spec()), started().phase(Phase.RUNNING).build());
  }

  /** One that succeeded. */
  public static WorkflowExecution completed(String uid) {
    return with(
        uid,
        Optional.of(spec()),
        started().phase(Phase.COMPLETED).completionTime(ENDED).duration("2m30s").build());
  }

  /** One that ran and failed. */
  public static WorkflowExecution failed(String uid, FailureReason reason) {
    return with(uid, Optional.of(spec()), failedStatus(started(), reason, true).build());
  }

  /** One that ran and failed, and that a person has cleared. */
  public static WorkflowExecution cleared(String uid, FailureReason reason) {
    WorkflowExecution failed = failed(uid, reason);
    return failed.withStatus(failed.status().toBuilder().blockClearance(CLEARANCE).build());
  }

  /** One that never ran. */
  public static WorkflowExecution refused(String uid, FailureReason reason) {
    return with(
        uid,
        Optional.of(spec()),
        failedStatus(new WorkflowExecutionStatus.Builder(), reason, false).build());
  }

  public static WorkflowExecution with(
      String uid, Optional<WorkflowExecutionSpec> spec, WorkflowExecutionStatus status) {
    Metadata metadata =
        new Metadata(
            "payment",
            "wfe-" + uid,
            uid,
            "17",
            1,
            CREATED,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of());
    return new WorkflowExecution(metadata, spec, status);
  }

  public static WorkflowExecutionStatus.Builder started() {
    return new WorkflowExecutionStatus.Builder()
        .startTime(STARTED)
        .executionEngine("job")
        .executionRef(
            new ExecutionRef("Job", "kubernaut-workflows", "wfe-cf0cc089293b1165", "child-uid"));
  }

  public static WorkflowExecutionStatus.Builder failedStatus(
      WorkflowExecutionStatus.Builder status, FailureReason reason, boolean ran) {
    return status
        .phase(Phase.FAILED)
        .completionTime(ENDED)
        .failureDetails(
            new FailureDetails(
                reason,
                ran,
                "It went wrong.",
                "It went wrong. Look into it.",
                "workflow",
                0,
                Optional.empty(),
                Optional.of(1),
                ENDED,
                Optional.empty()));
  }
}
