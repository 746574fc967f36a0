package ai.kubernaut.we.api;

import java.util.Optional;

/**
 * One attempt to run one workflow against one target resource.
 *
 * @param metadata who and where
 * @param spec what to run; absent only where a server let an object without one pass
 * @param status what has become of it; empty before the first write
 */
public record WorkflowExecution(
    Metadata metadata, Optional<WorkflowExecutionSpec> spec, WorkflowExecutionStatus status) {

  public static final String GROUP = "kubernaut.ai";
  public static final String VERSION = "v1alpha1";
  public static final String API_VERSION = GROUP + "/" + VERSION;
  public static final String KIND = "WorkflowExecution";
  public static final String PLURAL = "workflowexecutions";

  /** The phase of the status; absent means {@link Phase#PENDING}. */
  public Phase phase() {
    return status.phase().orElse(Phase.PENDING);
  }

  public boolean terminal() {
    return phase().terminal();
  }

  /** Whether somebody has asked the server to delete it. */
  public boolean deleting() {
    return metadata.deletionTimestamp().isPresent();
  }

  public WorkflowExecution withStatus(WorkflowExecutionStatus newStatus) {
    return new WorkflowExecution(metadata, spec, newStatus);
  }

  public WorkflowExecution withMetadata(Metadata newMetadata) {
    return new WorkflowExecution(newMetadata, spec, status);
  }
}
