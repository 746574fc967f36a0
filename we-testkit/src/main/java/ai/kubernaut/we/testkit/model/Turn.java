package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Revisit;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.core.settle.Settlement;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the controller's loop about one errand, up to the step that it takes: look, decide,
 * look further where that was decided, decide again. It depends on nothing but what was seen, so it
 * is shared by all states in which the same is seen.
 */
final class Turn {

  /**
   * What follows from an outcome: the execution as it has to be written, and when to look again.
   */
  record Settled(
      Optional<Shared<WorkflowExecution>> written, Revisit next, Optional<Violation> flaw) {}

  private final Stage stage;
  private final long mark;
  private final boolean acts;
  private final Scope scope;
  private final Optional<Observation> observation;
  private final Plan plan;
  private volatile @Nullable Settled done;
  private volatile @Nullable Shared<WorkflowExecution> becomes;

  private Turn(Stage stage, long mark, Scope scope, Optional<Observation> observation, Plan plan) {
    this.stage = stage;
    this.mark = mark;
    this.acts = plan instanceof Plan.Act || plan instanceof Plan.Write;
    this.scope = scope;
    this.observation = observation;
    this.plan = plan;
  }

  /** A turn about an execution that starts with a look that far. */
  static Turn about(
      Stage stage, long mark, Scope from, Function<Scope, Optional<Observation>> look) {
    Scope scope = from;
    while (true) {
      Optional<Observation> seen = look.apply(scope);
      if (seen.isEmpty()) {
        return new Turn(stage, mark, scope, seen, new Plan.Await(Optional.empty(), "it is gone"));
      }
      Plan plan = stage.scenario().logic().plan(seen.get());
      if (!(plan instanceof Plan.Look further) || further.scope() == scope) {
        return new Turn(stage, mark, scope, seen, plan);
      }
      scope = further.scope();
    }
  }

  /** A turn about what was left behind. */
  static Turn aboutLeftBehind(Stage stage, long mark, Function<Scope, Plan> decide) {
    Plan plan = decide.apply(Scope.CACHES);
    return plan instanceof Plan.Look further
        ? new Turn(stage, mark, further.scope(), Optional.empty(), decide.apply(further.scope()))
        : new Turn(stage, mark, Scope.CACHES, Optional.empty(), plan);
  }

  /** Whether it does anything but look. */
  boolean acts() {
    return acts;
  }

  /** The number for all that was seen. */
  long mark() {
    return mark;
  }

  /** Whether it has read at the server. */
  boolean hasRead() {
    return scope != Scope.CACHES;
  }

  Plan plan() {
    return plan;
  }

  Optional<Effect> effect() {
    return plan instanceof Plan.Act act ? Optional.of(act.effect()) : Optional.empty();
  }

  /** The execution, as it was seen. */
  WorkflowExecution execution() {
    return observation.orElseThrow().execution();
  }

  /** What the execution becomes by its finalizer being put on or taken off. */
  Shared<WorkflowExecution> becomes(boolean held) {
    Shared<WorkflowExecution> known = becomes;
    if (known == null) {
      known = stage.executions().of(Executions.held(execution(), held));
      becomes = known;
    }
    return known;
  }

  /** What is wrong, whatever the world is like, with the object that the step writes. */
  Optional<Violation> flaw() {
    return effect()
        .filter(e -> e instanceof Effect.CreateChild)
        .flatMap(e -> Flaws.of(((Effect.CreateChild) e).spec(), recorded()));
  }

  /** What the lock that the execution holds says was decided. */
  private Optional<Decision> recorded() {
    return observation
        .flatMap(o -> o.lock().filter(l -> l.heldBy(o.execution().metadata().uid())))
        .flatMap(Lock::claim)
        .map(Lock.Claim::decision);
  }

  /** What follows once the step is done, which is what nearly always happens. */
  Settled done() {
    Settled known = done;
    if (known == null) {
      known = settled(new Outcome.Done());
      done = known;
    }
    return known;
  }

  Settled settled(Outcome outcome) {
    if (observation.isEmpty()) {
      return new Settled(Optional.empty(), Settle.after(plan, outcome), Optional.empty());
    }
    Observation o = observation.get();
    Settlement settlement = stage.scenario().logic().settle(o, plan, outcome);
    if (plan instanceof Plan.Act && settlement.status().equals(o.execution().status())) {
      return new Settled(Optional.empty(), settlement.next(), Optional.empty());
    }
    WorkflowExecution after = o.execution().withStatus(settlement.status());
    Shared<WorkflowExecution> now = stage.executions().of(o.execution());
    Shared<WorkflowExecution> next = stage.executions().of(after);
    boolean written = plan instanceof Plan.Write || !Same.object(now, next);
    return new Settled(
        written ? Optional.of(next) : Optional.empty(),
        settlement.next(),
        stage.flaws().of(o.execution(), plan, settlement, after));
  }
}
