package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.audit.AuditTrail;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.settle.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Carries out the steps that were planned, each as the one call that it is. */
final class Effects {

  private final Executions executions;
  private final Locks locks;
  private final Engines engines;
  private final AuditTrail audit;

  Effects(Executions executions, Locks locks, Engines engines, AuditTrail audit) {
    this.executions = executions;
    this.locks = locks;
    this.engines = engines;
    this.audit = audit;
  }

  /** Steps for an execution. */
  Effect.Cases<Outcome> on(WorkflowExecution execution) {
    return new OnExecution(execution);
  }

  /** Steps for what was left behind by executions that no longer exist. */
  Effect.Cases<Outcome> onOrphans() {
    return new OnWorld();
  }

  private Outcome with(Child child, Function<ExecutionEngine, Outcome> step) {
    return engines
        .named(child.engine())
        .map(step)
        .orElseThrow(() -> new IllegalStateException("no engine " + child.engine()));
  }

  /** Steps that need no execution. */
  private class OnWorld implements Effect.Cases<Outcome> {

    @Override
    public Outcome stopChild(Effect.StopChild effect) {
      return with(effect.child(), engine -> engine.stop(effect.child()));
    }

    @Override
    public Outcome startChild(Effect.StartChild effect) {
      return with(effect.child(), engine -> engine.start(effect.child()));
    }

    @Override
    public Outcome deleteChild(Effect.DeleteChild effect) {
      return with(effect.child(), engine -> engine.delete(effect.child()));
    }

    @Override
    public Outcome releaseChild(Effect.ReleaseChild effect) {
      return with(effect.child(), engine -> engine.release(effect.child()));
    }

    @Override
    public Outcome markCooldown(Effect.MarkCooldown effect) {
      return locks.markCooldown(effect.lock(), effect.until());
    }

    @Override
    public Outcome releaseLock(Effect.ReleaseLock effect) {
      return locks.release(effect.lock());
    }

    @Override
    public Outcome addFinalizer() {
      throw needsExecution();
    }

    @Override
    public Outcome removeFinalizer() {
      throw needsExecution();
    }

    @Override
    public Outcome takeLock(Effect.TakeLock effect) {
      throw needsExecution();
    }

    @Override
    public Outcome createChild(Effect.CreateChild effect) {
      throw needsExecution();
    }

    @Override
    public Outcome submitAudit(Effect.SubmitAudit effect) {
      throw needsExecution();
    }

    @Override
    public Outcome surrenderAudit(Effect.SurrenderAudit effect) {
      throw needsExecution();
    }

    private IllegalStateException needsExecution() {
      return new IllegalStateException("this step belongs to an execution");
    }
  }

  /** Steps of one execution, conditional on the view of it. */
  private final class OnExecution extends OnWorld {

    private final WorkflowExecution execution;

    OnExecution(WorkflowExecution execution) {
      this.execution = execution;
    }

    @Override
    public Outcome addFinalizer() {
      List<String> finalizers = new ArrayList<>(execution.metadata().finalizers());
      finalizers.add(Names.CLEANUP_FINALIZER);
      return executions.setFinalizers(execution.metadata(), finalizers);
    }

    @Override
    public Outcome removeFinalizer() {
      List<String> finalizers = new ArrayList<>(execution.metadata().finalizers());
      finalizers.remove(Names.CLEANUP_FINALIZER);
      return executions.setFinalizers(execution.metadata(), finalizers);
    }

    @Override
    public Outcome takeLock(Effect.TakeLock effect) {
      Metadata holder = execution.metadata();
      String target = execution.spec().map(WorkflowExecutionSpec::targetResource).orElse("");
      return locks.take(effect.lockName(), holder, target, effect.decision());
    }

    @Override
    public Outcome createChild(Effect.CreateChild effect) {
      return engines
          .named(effect.spec().engine())
          .map(engine -> engine.create(effect.spec()))
          .orElseThrow(() -> new IllegalStateException("no engine " + effect.spec().engine()));
    }

    @Override
    public Outcome submitAudit(Effect.SubmitAudit effect) {
      return audit.submit(effect.events())
          ? new Outcome.Done()
          : new Outcome.Delayed(
              FailureReason.UNKNOWN, "The audit trail has no room.", Optional.empty());
    }

    @Override
    public Outcome surrenderAudit(Effect.SurrenderAudit effect) {
      audit.surrender(effect.events());
      return new Outcome.Done();
    }
  }
}
