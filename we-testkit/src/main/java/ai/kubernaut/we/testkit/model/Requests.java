package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Effect;
import java.util.Optional;

/** Turns effects into requests that carry the revision of what was seen. */
record Requests(Optional<WorkflowExecution> by, Errand errand, Cluster seen)
    implements Effect.Cases<Integer> {

  Request of(Effect effect) {
    return new Request(by, errand, Optional.of(effect), Optional.empty(), effect.match(this));
  }

  Request of(WorkflowExecutionStatus status) {
    return new Request(by, errand, Optional.empty(), Optional.of(status), execution());
  }

  private int execution() {
    return seen.executions().find(errand.execution()).map(Item::revision).orElse(0);
  }

  private int child(Child child) {
    return seen.childOf(child.uid()).map(Item::revision).orElse(0);
  }

  private int lock(String name) {
    return seen.locks().find(name).map(Item::revision).orElse(0);
  }

  @Override
  public Integer addFinalizer() {
    return execution();
  }

  @Override
  public Integer removeFinalizer() {
    return execution();
  }

  @Override
  public Integer takeLock(Effect.TakeLock effect) {
    return 0;
  }

  @Override
  public Integer createChild(Effect.CreateChild effect) {
    return 0;
  }

  @Override
  public Integer startChild(Effect.StartChild effect) {
    return child(effect.child());
  }

  @Override
  public Integer stopChild(Effect.StopChild effect) {
    return 0;
  }

  @Override
  public Integer deleteChild(Effect.DeleteChild effect) {
    return 0;
  }

  @Override
  public Integer releaseChild(Effect.ReleaseChild effect) {
    return child(effect.child());
  }

  @Override
  public Integer markCooldown(Effect.MarkCooldown effect) {
    return lock(effect.lock().name());
  }

  @Override
  public Integer releaseLock(Effect.ReleaseLock effect) {
    return lock(effect.lock().name());
  }

  @Override
  public Integer submitAudit(Effect.SubmitAudit effect) {
    return 0;
  }

  @Override
  public Integer surrenderAudit(Effect.SurrenderAudit effect) {
    return 0;
  }
}
