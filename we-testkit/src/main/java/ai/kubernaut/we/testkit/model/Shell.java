package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Revisit;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.core.settle.Settlement;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One turn of the controller's loop about one errand: observe, plan, apply, settle, write. It makes
 * at most one request, besides the status that tells of a refusal.
 */
final class Shell {

  private final Scenario scenario;
  private final World world;
  private final int index;
  private final Errand errand;
  private final Controller controller;
  private final Optional<Pass> pass;
  private final Scope scope;
  private final Cluster seen;
  private final Optional<Observation> observation;
  private final Plan plan;

  private Shell(Scenario scenario, World world, int index, Errand errand) {
    this.scenario = scenario;
    this.world = world;
    this.index = index;
    this.errand = errand;
    this.controller = world.controllers().get(index);
    this.pass = controller.passFor(errand.lockName());
    this.scope = pass.map(Pass::scope).orElse(Scope.CACHES);
    this.seen = pass.flatMap(Pass::read).orElse(controller.view());
    this.observation = observe();
    this.plan = plan();
  }

  static Shell turn(Scenario scenario, World world, int controller, Errand errand) {
    return new Shell(scenario, world, controller, errand);
  }

  private Optional<Observation> observe() {
    return seen.executions()
        .get(errand.execution())
        .map(e -> new Sight(scenario, world, controller, scope, seen).of(e, errand.lockName()));
  }

  private Plan plan() {
    if (errand.isLeftBehind()) {
      return scenario
          .logic()
          .plan(new Sight(scenario, world, controller, scope, seen).of(errand.lockName()));
    }
    return observation
        .map(o -> scenario.logic().plan(o))
        .orElseGet(() -> new Plan.Await(Optional.empty(), "it is gone"));
  }

  private boolean hasYetToRead() {
    return pass.filter(p -> p.read().isEmpty()).isPresent();
  }

  /** Whether a turn would change nothing at all. */
  boolean idle() {
    return pass.isEmpty() && plan instanceof Plan.Await;
  }

  /** Whether it continues a pass. */
  boolean goesOn() {
    return pass.isPresent();
  }

  /** Whether it does anything but look. */
  boolean acts() {
    return !hasYetToRead() && (plan instanceof Plan.Act || plan instanceof Plan.Write);
  }

  /** What can go wrong in this turn. */
  Set<Mishap> mishaps() {
    if (hasYetToRead() || request().isEmpty()) {
      return EnumSet.of(Mishap.NONE);
    }
    return creates() ? EnumSet.allOf(Mishap.class) : Mishap.OF_ANY_WRITE;
  }

  private boolean creates() {
    return effect()
        .filter(e -> e instanceof Effect.TakeLock || e instanceof Effect.CreateChild)
        .isPresent();
  }

  private Optional<Effect> effect() {
    return plan instanceof Plan.Act act ? Optional.of(act.effect()) : Optional.empty();
  }

  /** The request of this turn, if it makes one. */
  private Optional<Request> request() {
    Requests requests = new Requests(observation.map(Observation::execution), errand, seen);
    if (plan instanceof Plan.Write) {
      return Optional.of(requests.of(settle(new Outcome.Done()).status()));
    }
    return effect()
        .filter(e -> !(e instanceof Effect.SubmitAudit || e instanceof Effect.SurrenderAudit))
        .map(requests::of);
  }

  String describe(Mishap mishap) {
    String what =
        hasYetToRead()
            ? "reads at the server"
            : effect()
                .map(Effects::describe)
                .orElseGet(() -> plan.getClass().getSimpleName() + detail());
    String why = hasYetToRead() ? "" : ", because " + plan.why();
    return "%s about %s: %s%s%s".formatted(controller.name(), errand, what, why, mishap);
  }

  private String detail() {
    return plan instanceof Plan.Write write
        ? "(" + write.change().getClass().getSimpleName() + ")"
        : "";
  }

  World after(Mishap mishap) {
    if (hasYetToRead()) {
      return keep(pass.orElseThrow().having(world.server()));
    }
    if (plan instanceof Plan.Look look) {
      return keep(new Pass(errand, look.scope(), Optional.of(world.server())));
    }
    if (plan instanceof Plan.Await) {
      return world.edit().controller(index, controller.without(errand.lockName())).build();
    }
    return request().map(r -> send(r, mishap)).orElseGet(this::audit);
  }

  private World keep(Pass next) {
    return world.edit().controller(index, controller.with(next)).build();
  }

  private World send(Request request, Mishap mishap) {
    return switch (mishap) {
      case NONE -> answered(ApiServer.handle(scenario, world, request));
      case ANSWER_LOST -> unanswered(fault(ApiServer.handle(scenario, world, request).world()));
      case ARRIVES_LATE -> unanswered(world.edit().fault().late(request).build());
      case CRASH_AFTER ->
          Disturbances.crash(fault(ApiServer.handle(scenario, world, request).world()), index);
      case CRASH_BEFORE_ARRIVAL ->
          Disturbances.crash(world.edit().fault().late(request).build(), index);
      case TURNED_AWAY ->
          settled(
              fault(world),
              new Outcome.Delayed(FailureReason.UNKNOWN, "try later", Optional.empty()));
      case REFUSED ->
          settled(
              fault(world), new Outcome.Refused(FailureReason.FORBIDDEN, "refused", "allow it"));
    };
  }

  private static World fault(World w) {
    return w.edit().fault().build();
  }

  private World answered(Answer answer) {
    Controller now = answer.world().controllers().get(index);
    World known =
        answer.isDone()
            ? answer
                .world()
                .edit()
                .controller(
                    index,
                    now.wrote(
                        now.view().withItem(answer.kind(), answer.name(), answer.world().server())))
                .build()
            : answer.world();
    return plan instanceof Plan.Write && !answer.isDone()
        ? end(known)
        : settled(known, answer.outcome());
  }

  private World unanswered(World w) {
    return plan instanceof Plan.Write ? end(w) : settled(w, new Outcome.Unknown("no answer"));
  }

  /** What is owed goes to the sink, to a queue of this process, or to its dead letters. */
  private World audit() {
    Controller heard = controller;
    World.Draft draft = world.edit();
    Observation o = observation.orElseThrow();
    String uid = o.execution().metadata().uid();
    if (effect().orElseThrow() instanceof Effect.SubmitAudit submit) {
      AuditProgress old = controller.auditOf(uid);
      Set<AuditEventType> more = new HashSet<>(old.submitted());
      submit.events().stream().map(AuditEvent::type).forEach(more::add);
      boolean down = world.sinkDown();
      heard =
          controller.withAudit(
              uid, new AuditProgress(more, down ? old.confirmed() : more, old.rejected()));
      if (!down) {
        draft.ledger(scenario.index(uid), l -> l.withDelivered(bits(more)));
      }
    } else {
      draft.ledger(scenario.index(uid), Ledger::withParked);
    }
    return settled(draft.controller(index, heard).build(), new Outcome.Done());
  }

  private static int bits(Set<AuditEventType> types) {
    return types.stream().mapToInt(Ledger::bit).sum();
  }

  private Settlement settle(Outcome outcome) {
    return scenario.logic().settle(observation.orElseThrow(), plan, outcome);
  }

  /** Writes what follows into the status, and goes on as told. */
  private World settled(World w, Outcome outcome) {
    if (observation.isEmpty() || errand.isLeftBehind()) {
      return next(w, Settle.after(plan, outcome));
    }
    Settlement settlement = settle(outcome);
    WorkflowExecution execution = observation.get().execution();
    if (plan instanceof Plan.Write) {
      return next(settledAudit(w, execution.withStatus(settlement.status())), settlement.next());
    }
    return settlement.status().equals(execution.status())
        ? next(w, settlement.next())
        : told(w, settlement.status(), settlement.next());
  }

  private World told(World w, WorkflowExecutionStatus status, Revisit next) {
    Requests requests = new Requests(observation.map(Observation::execution), errand, seen);
    Answer answer = ApiServer.handle(scenario, w, requests.of(status));
    if (!answer.isDone()) {
      return end(answer.world());
    }
    Controller now = answer.world().controllers().get(index);
    Cluster view = now.view().withItem(answer.kind(), answer.name(), answer.world().server());
    return next(answer.world().edit().controller(index, now.wrote(view)).build(), next);
  }

  private World settledAudit(World w, WorkflowExecution execution) {
    return OwedAudit.settled(execution)
        ? w.edit()
            .controller(index, w.controllers().get(index).forgetAudit(execution.metadata().uid()))
            .build()
        : w;
  }

  private World next(World w, Revisit next) {
    return next instanceof Revisit.Again again && again.scope() != Scope.CACHES
        ? w.edit()
            .controller(
                index,
                w.controllers().get(index).with(new Pass(errand, again.scope(), Optional.empty())))
            .build()
        : end(w);
  }

  private World end(World w) {
    return w.edit()
        .controller(index, w.controllers().get(index).without(errand.lockName()))
        .build();
  }
}
