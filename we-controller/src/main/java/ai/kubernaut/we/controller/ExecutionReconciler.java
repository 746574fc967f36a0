package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.runtime.Next;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Revisit;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.core.settle.Settlement;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles one execution: observe, plan, apply, settle, write, until it has to wait. */
final class ExecutionReconciler {

  private static final Logger log = LoggerFactory.getLogger(ExecutionReconciler.class);

  /** More steps than any execution takes at a time; past it something goes round in circles. */
  private static final int MOST_STEPS = 24;

  private final ExecutionObserver observer;
  private final Effects effects;
  private final StatusWriter writer;
  private final Consumer<WorkItem> looked;
  private final BooleanSupplier leads;

  /**
   * A reconciler that is ready to work.
   *
   * @param looked told before each look at the world: what happened before it needs no other one
   * @param leads asked before each step
   */
  ExecutionReconciler(
      ExecutionObserver observer,
      Effects effects,
      StatusWriter writer,
      Consumer<WorkItem> looked,
      BooleanSupplier leads) {
    this.observer = observer;
    this.effects = effects;
    this.writer = writer;
    this.looked = looked;
    this.leads = leads;
  }

  Next reconcile(WorkItem.OfExecution key) {
    Scope scope = Scope.CACHES;
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!leads.getAsBoolean()) {
        return Next.retry();
      }
      looked.accept(key);
      Optional<Observation> observed = observer.observe(key, scope);
      if (observed.isEmpty()) {
        return scope == Scope.CACHES ? Next.done() : Next.retry();
      }
      Revisit next = step(observed.get());
      if (!(next instanceof Revisit.Again again)) {
        return NextLook.of(next);
      }
      scope = again.scope();
    }
    log.warn("{} is not at rest after {} steps; it goes on later", key, MOST_STEPS);
    return Next.retry();
  }

  private Revisit step(Observation o) {
    Plan plan = Planner.plan(o);
    Outcome outcome = apply(o, plan);
    Settlement settlement = Settle.settle(o, plan, outcome);
    Transcript.step(o, plan, outcome);
    if (!writer.write(o, settlement)) {
      return new Revisit.Retry(Optional.empty());
    }
    Transcript.transition(o, plan, settlement);
    return settlement.next();
  }

  private Outcome apply(Observation o, Plan plan) {
    return plan instanceof Plan.Act act
        ? act.effect().match(effects.on(o.execution()))
        : new Outcome.Done();
  }
}
