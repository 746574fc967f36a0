package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.plan.Effect;
import java.util.Optional;

/**
 * A write on its way to the API server.
 *
 * @param by the execution for which it is sent, as it was seen; absent for what was left behind
 * @param errand for traces
 * @param what an effect, or else a status
 * @param revision that the object must still have; 0 for creations and for deletes, which carry the
 *     uid alone
 */
record Request(
    Optional<WorkflowExecution> by,
    Errand errand,
    Optional<Effect> what,
    Optional<WorkflowExecutionStatus> status,
    int revision) {

  @Override
  public String toString() {
    return what.map(Effects::describe).orElse("StatusPatch") + " for " + errand;
  }
}
