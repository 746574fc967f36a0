package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.OrphanObservation;
import ai.kubernaut.we.core.plan.OrphanPlanner;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.routing.Route;
import ai.kubernaut.we.core.routing.Routing;
import ai.kubernaut.we.core.routing.RoutingPolicy;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.core.settle.Settlement;
import java.util.List;

/** The decisions that a model runs: those of core, unless somebody puts others in their place. */
public interface Logic {

  /** The decisions of core. */
  Logic CORE = new Logic() {};

  default Plan plan(Observation o) {
    return Planner.plan(o);
  }

  default Plan plan(OrphanObservation o) {
    return OrphanPlanner.plan(o);
  }

  /** What keeps a new execution from its target, given the ones before it. */
  default List<Route.Blocked> blocks(TargetResource target, List<WorkflowExecution> history) {
    return Routing.blocks(target, "wf", history, RoutingPolicy.DEFAULTS, Ticks.NOW);
  }

  default Settlement settle(Observation o, Plan plan, Outcome outcome) {
    return Settle.settle(o, plan, outcome);
  }
}
