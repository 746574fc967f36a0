package ai.kubernaut.we.core.policy;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.lock.Decision;

/**
 * What somebody wants to run.
 *
 * @param spec the execution's own, which is valid
 * @param decision what would be done about it: never the spec alone, because a status, which others
 *     write too, can name a service account as well
 * @param othersAtWork how many other executions of its namespace are running, or hold a lock
 */
public record Wish(
    WorkflowExecution execution, WorkflowExecutionSpec spec, Decision decision, int othersAtWork) {

  String namespace() {
    return execution.metadata().namespace();
  }
}
