package ai.kubernaut.we.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has become of an execution.
 *
 * @param startTime when phase Running was recorded
 * @param completionTime when a terminal phase was recorded
 * @param duration from start to completion, as a Go duration
 * @param executionEngine the engine that was chosen
 * @param serviceAccountName the service account that was chosen
 * @param executionRef the child that was recorded before it was started
 * @param executionStatus the child's own state
 * @param failureDetails present exactly when the phase is Failed
 * @param failureReason the older form of {@code failureDetails.reason}; written along with it
 * @param deduplicatedBy the execution that holds the target, when the reason is Deduplicated
 * @param blockedBy what a Pending execution waits for
 * @param blockedUntil when the wait ends at the latest, where that is known
 * @param workflowName kept where another controller wrote it; never written
 * @param ephemeralCredentialIDs kept where another controller wrote it; never written
 */
public record WorkflowExecutionStatus(
    Optional<Phase> phase,
    Optional<Long> observedGeneration,
    Optional<Instant> startTime,
    Optional<Instant> completionTime,
    Optional<String> duration,
    Optional<String> executionEngine,
    Optional<String> serviceAccountName,
    Optional<ExecutionRef> executionRef,
    Optional<ExecutionStatus> executionStatus,
    Optional<FailureDetails> failureDetails,
    Optional<String> failureReason,
    Optional<String> deduplicatedBy,
    Optional<String> blockedBy,
    Optional<Instant> blockedUntil,
    Optional<BlockClearance> blockClearance,
    List<Condition> conditions,
    Optional<String> workflowName,
    List<Long> ephemeralCredentialIDs) {

  private static final WorkflowExecutionStatus EMPTY = new Builder().build();

  public WorkflowExecutionStatus {
    conditions = List.copyOf(conditions);
    ephemeralCredentialIDs = List.copyOf(ephemeralCredentialIDs);
  }

  public static WorkflowExecutionStatus empty() {
    return EMPTY;
  }

  /** The condition of that type, if it was ever set. */
  public Optional<Condition> condition(ConditionType type) {
    return conditions.stream().filter(c -> c.type().equals(type.toString())).findFirst();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /** A status in the making. */
  public static final class Builder {
    private Optional<Phase> phase = Optional.empty();
    private Optional<Long> observedGeneration = Optional.empty();
    private Optional<Instant> startTime = Optional.empty();
    private Optional<Instant> completionTime = Optional.empty();
    private Optional<String> duration = Optional.empty();
    private Optional<String> executionEngine = Optional.empty();
    private Optional<String> serviceAccountName = Optional.empty();
    private Optional<ExecutionRef> executionRef = Optional.empty();
    private Optional<ExecutionStatus> executionStatus = Optional.empty();
    private Optional<FailureDetails> failureDetails = Optional.empty();
    private Optional<String> failureReason = Optional.empty();
    private Optional<String> deduplicatedBy = Optional.empty();
    private Optional<String> blockedBy = Optional.empty();
    private Optional<Instant> blockedUntil = Optional.empty();
    private Optional<BlockClearance> blockClearance = Optional.empty();
    private List<Condition> conditions = List.of();
    private Optional<String> workflowName = Optional.empty();
    private List<Long> ephemeralCredentialIDs = List.of();

    public Builder() {}

    private Builder(WorkflowExecutionStatus from) {
      phase = from.phase;
      observedGeneration = from.observedGeneration;
      startTime = from.startTime;
      completionTime = from.completionTime;
      duration = from.duration;
      executionEngine = from.executionEngine;
      serviceAccountName = from.serviceAccountName;
      executionRef = from.executionRef;
      executionStatus = from.executionStatus;
      failureDetails = from.failureDetails;
      failureReason = from.failureReason;
      deduplicatedBy = from.deduplicatedBy;
      blockedBy = from.blockedBy;
      blockedUntil = from.blockedUntil;
      blockClearance = from.blockClearance;
      conditions = from.conditions;
      workflowName = from.workflowName;
      ephemeralCredentialIDs = from.ephemeralCredentialIDs;
    }

    public Builder phase(Phase value) {
      phase = Optional.of(value);
      return this;
    }

    public Builder observedGeneration(long value) {
      observedGeneration = Optional.of(value);
      return this;
    }

    public Builder startTime(Instant value) {
      startTime = Optional.of(value);
      return this;
    }

    public Builder completionTime(Instant value) {
      completionTime = Optional.of(value);
      return this;
    }

    public Builder duration(String goDuration) {
      duration = Optional.of(goDuration);
      return this;
    }

    public Builder executionEngine(String value) {
      executionEngine = Optional.of(value);
      return this;
    }

    public Builder serviceAccountName(Optional<String> value) {
      serviceAccountName = value;
      return this;
    }

    public Builder executionRef(ExecutionRef value) {
      executionRef = Optional.of(value);
      return this;
    }

    public Builder executionStatus(ExecutionStatus value) {
      executionStatus = Optional.of(value);
      return this;
    }

    public Builder failureDetails(FailureDetails value) {
      failureDetails = Optional.of(value);
      failureReason = Optional.of(value.reason().toString());
      return this;
    }

    public Builder deduplicatedBy(String value) {
      deduplicatedBy = Optional.of(value);
      return this;
    }

    public Builder blocked(Optional<String> by, Optional<Instant> until) {
      blockedBy = by;
      blockedUntil = until;
      return this;
    }

    public Builder blockClearance(BlockClearance value) {
      blockClearance = Optional.of(value);
      return this;
    }

    public Builder conditions(List<Condition> value) {
      conditions = value;
      return this;
    }

    public WorkflowExecutionStatus build() {
      return new WorkflowExecutionStatus(
          phase,
          observedGeneration,
          startTime,
          completionTime,
          duration,
          executionEngine,
          serviceAccountName,
          executionRef,
          executionStatus,
          failureDetails,
          failureReason,
          deduplicatedBy,
          blockedBy,
          blockedUntil,
          blockClearance,
          conditions,
          workflowName,
          ephemeralCredentialIDs);
    }
  }
}
