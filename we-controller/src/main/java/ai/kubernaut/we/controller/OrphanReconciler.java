package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.runtime.Next;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.OrphanObservation;
import ai.kubernaut.we.core.plan.OrphanPlanner;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Revisit;
import ai.kubernaut.we.core.settle.Settle;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes away what executions that no longer exist have left behind under one lock name. */
final class OrphanReconciler {

  private static final Logger log = LoggerFactory.getLogger(OrphanReconciler.class);
  private static final int MOST_STEPS = 12;

  private final OrphanObserver observer;
  private final Effects effects;
  private final BooleanSupplier leads;

  OrphanReconciler(OrphanObserver observer, Effects effects, BooleanSupplier leads) {
    this.observer = observer;
    this.effects = effects;
    this.leads = leads;
  }

  Next reconcile(WorkItem.OfTarget key) {
    Scope scope = Scope.CACHES;
    for (int step = 0; step < MOST_STEPS && leads.getAsBoolean(); step++) {
      Optional<OrphanObservation> observed = observer.observe(key.lockName(), scope);
      if (observed.isEmpty()) {
        return Next.retry();
      }
      Revisit next = step(key, observed.get());
      if (!(next instanceof Revisit.Again again)) {
        return NextLook.of(next);
      }
      scope = again.scope();
    }
    return Next.retry();
  }

  private Revisit step(WorkItem.OfTarget key, OrphanObservation o) {
    Plan plan = OrphanPlanner.plan(o);
    if (!(plan instanceof Plan.Act act)) {
      return Settle.after(plan, new Outcome.Done());
    }
    Outcome outcome = act.effect().match(effects.onOrphans());
    log.info(
        "{} ({}): {} lock={}",
        act.effect().getClass().getSimpleName(),
        plan.why(),
        outcome instanceof Outcome.Done ? "done" : outcome,
        key.lockName());
    return Settle.after(plan, outcome);
  }
}
