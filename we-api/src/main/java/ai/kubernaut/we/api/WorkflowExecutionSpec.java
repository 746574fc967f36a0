package ai.kubernaut.we.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What to run, immutable once created.
 *
 * @param targetResource {@code namespace/kind/name} or {@code kind/name}, as written; see {@link
 *     TargetResource}
 * @param parameters handed to the workflow; names match {@code [A-Za-z_][A-Za-z0-9_]*}
 * @param timesOutAt absolute deadline; wins over {@code executionConfig.timeout}
 * @param clusterID the cluster that is meant; absent or empty means this one
 * @param confidence how sure whoever chose the workflow was, 0 to 1; for the record only
 * @param rationale why it was chosen; for the record only
 */
public record WorkflowExecutionSpec(
    String targetResource,
    WorkflowRef workflowRef,
    Map<String, String> parameters,
    Optional<Instant> timesOutAt,
    Optional<ExecutionConfig> executionConfig,
    Optional<ObjectReference> remediationRequestRef,
    Optional<String> clusterID,
    Optional<BigDecimal> confidence,
    Optional<String> rationale) {

  public WorkflowExecutionSpec {
    parameters = Map.copyOf(parameters);
  }

  /** A spec with what every execution needs. */
  public static WorkflowExecutionSpec of(String targetResource, WorkflowRef workflowRef) {
    return new WorkflowExecutionSpec(
        targetResource,
        workflowRef,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public WorkflowExecutionSpec withParameters(Map<String, String> newParameters) {
    return new WorkflowExecutionSpec(
        targetResource,
        workflowRef,
        newParameters,
        timesOutAt,
        executionConfig,
        remediationRequestRef,
        clusterID,
        confidence,
        rationale);
  }

  public WorkflowExecutionSpec withTimesOutAt(Instant newTimesOutAt) {
    return new WorkflowExecutionSpec(
        targetResource,
        workflowRef,
        parameters,
        Optional.of(newTimesOutAt),
        executionConfig,
        remediationRequestRef,
        clusterID,
        confidence,
        rationale);
  }

  public WorkflowExecutionSpec withTimeout(String goDuration) {
    return new WorkflowExecutionSpec(
        targetResource,
        workflowRef,
        parameters,
        timesOutAt,
        Optional.of(new ExecutionConfig(Optional.of(goDuration))),
        remediationRequestRef,
        clusterID,
        confidence,
        rationale);
  }

  public WorkflowExecutionSpec withClusterID(String newClusterID) {
    return new WorkflowExecutionSpec(
        targetResource,
        workflowRef,
        parameters,
        timesOutAt,
        executionConfig,
        remediationRequestRef,
        Optional.of(newClusterID),
        confidence,
        rationale);
  }
}
