package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Revisit;
import ai.kubernaut.we.testkit.model.Controller.Outbox;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes the step of one turn: apply, settle, write. It makes at most one request, besides the
 * status that tells of a refusal.
 */
final class Shell {

  private final Draft draft;
  private final int index;
  private final Errand errand;
  private final Turn turn;
  private final Cluster seen;

  private Shell(World world, Draft draft, int index, Errand errand, Turn turn) {
    this.draft = draft;
    this.index = index;
    this.errand = errand;
    this.turn = turn;
    this.seen = turn.hasRead() ? world.server() : world.view(index);
    if (turn.hasRead()) {
      hasRead();
    }
  }

  /** What a turn makes of a world. */
  static Draft after(
      Stage stage, World world, int controller, Errand errand, Turn turn, Mishap mishap) {
    Draft draft = world.edit(stage);
    new Shell(world, draft, controller, errand, turn).take(mishap);
    return mishap == Mishap.NONE ? draft : draft.fault();
  }

  static String describe(World world, int controller, Errand errand, Turn turn, Mishap mishap) {
    String what =
        turn.plan() instanceof Plan.Write write
            ? "writes " + write.change().getClass().getSimpleName()
            : turn.effect().map(Deeds::describe).orElse("waits");
    return "%s about %s%s: %s, because %s%s"
        .formatted(
            world.controllers().get(controller).name(),
            errand,
            turn.hasRead() ? ", after a look at the server" : "",
            what,
            turn.plan().why(),
            mishap);
  }

  /** What a read has shown is known from then on. */
  private void hasRead() {
    knows(Kind.EXECUTION, errand.execution());
    knows(Kind.LOCK, errand.lockName());
    knows(Kind.JOB, errand.lockName());
    knows(Kind.PIPELINE_RUN, errand.lockName());
  }

  private void knows(Kind kind, String name) {
    draft.controller(index, draft.controllers.get(index).knowing(kind, name, draft.server));
  }

  /** Its own write is known to a controller before its watch tells. */
  private void wrote(Kind kind, String name) {
    draft.wrote(index, kind, name, !draft.slips(Slip.FORGETS_OWN_WRITES));
  }

  /** S14: no write rests on a view that is older than the last own write. */
  private void checkOwnWrites() {
    for (Controller.Own own : draft.controllers.get(index).unseen()) {
      if (own.name().equals(errand.execution()) || own.name().equals(errand.lockName())) {
        draft.breaks("S14", "a write rests on a view older than an own write");
      }
    }
  }

  private void take(Mishap mishap) {
    if (!turn.acts()) {
      end();
    } else if (turn.effect().filter(e -> e instanceof Effect.SubmitAudit).isPresent()) {
      if (mishap == Mishap.UNCONFIRMED) {
        draft.around(draft.around.withSinkDown(true));
      }
      submit((Effect.SubmitAudit) turn.effect().get(), mishap == Mishap.AUDIT_REFUSED);
    } else if (turn.effect().filter(e -> e instanceof Effect.SurrenderAudit).isPresent()) {
      surrender(mishap == Mishap.CRASH_AFTER);
    } else {
      checkOwnWrites();
      send(request(), mishap);
    }
  }

  private Request request() {
    if (turn.plan() instanceof Plan.Write) {
      Turn.Settled done = turn.done();
      return change("StatusPatch", done.written().orElseThrow(), done);
    }
    Effect effect = turn.effect().orElseThrow();
    if (effect instanceof Effect.AddFinalizer || effect instanceof Effect.RemoveFinalizer) {
      boolean held = effect instanceof Effect.AddFinalizer;
      return change(Deeds.describe(effect), turn.becomes(held), turn.done());
    }
    return new Request.Deed(
        errand,
        errand.isLeftBehind() ? "" : turn.execution().metadata().uid(),
        effect,
        revision(effect),
        turn.flaw());
  }

  private Request change(String what, Shared<WorkflowExecution> becomes, Turn.Settled settled) {
    int revision = seen.executions().revision(errand.execution());
    return new Request.Change(errand, what, revision, becomes, settled.flaw());
  }

  private int revision(Effect effect) {
    if (effect instanceof Effect.MarkCooldown mark) {
      return seen.locks().revision(mark.lock().name());
    }
    if (effect instanceof Effect.ReleaseLock release) {
      return seen.locks().revision(release.lock().name());
    }
    boolean byVersion =
        effect instanceof Effect.StartChild || effect instanceof Effect.ReleaseChild;
    Optional<Child> child = Deeds.child(effect).filter(c -> byVersion);
    return child.map(c -> seen.children(c.engine()).revision(c.name())).orElse(0);
  }

  private void send(Request request, Mishap mishap) {
    switch (mishap) {
      case ARRIVES_LATE -> {
        draft.late(request);
        unanswered();
      }
      case CRASH_BEFORE_ARRIVAL -> {
        draft.late(request);
        Processes.crash(draft, index);
      }
      case TURNED_AWAY ->
          settle(new Outcome.Delayed(FailureReason.UNKNOWN, "try later", Optional.empty()));
      case REFUSED -> settle(new Outcome.Refused(FailureReason.FORBIDDEN, "refused", "allow it"));
      default -> answered(request, ApiServer.handle(draft, request));
    }
  }

  private void unanswered() {
    if (turn.plan() instanceof Plan.Write) {
      end();
    } else {
      settle(new Outcome.Unknown("no answer"));
    }
  }

  private void answered(Request request, Outcome outcome) {
    boolean done = outcome instanceof Outcome.Done;
    if (done) {
      knowsOwn(request);
    }
    if (turn.plan() instanceof Plan.Write) {
      written(done);
    } else {
      settle(outcome);
    }
  }

  private void knowsOwn(Request request) {
    if (request instanceof Request.Deed deed) {
      Effect effect = deed.effect();
      if (effect instanceof Effect.TakeLock take) {
        wrote(Kind.LOCK, take.lockName());
      } else if (effect instanceof Effect.MarkCooldown mark) {
        wrote(Kind.LOCK, mark.lock().name());
      } else if (effect instanceof Effect.ReleaseLock release) {
        wrote(Kind.LOCK, release.lock().name());
      } else if (effect instanceof Effect.CreateChild create) {
        wrote(Kind.of(create.spec().engine()), create.spec().name());
      } else {
        Child child = Deeds.child(effect).orElseThrow();
        wrote(Kind.of(child.engine()), child.name());
      }
    } else {
      wrote(Kind.EXECUTION, errand.execution());
    }
  }

  private void written(boolean done) {
    if (done) {
      Turn.Settled settled = turn.done();
      forgetAudit(settled.written().orElseThrow());
      next(settled.next());
    } else {
      end();
    }
  }

  /** Writes what follows into the status, and goes on as told. */
  private void settle(Outcome outcome) {
    Turn.Settled settled = outcome instanceof Outcome.Done ? turn.done() : turn.settled(outcome);
    if (settled.written().isEmpty()) {
      next(settled.next());
      return;
    }
    Request patch = change("StatusPatch", settled.written().get(), settled);
    if (ApiServer.handle(draft, patch) instanceof Outcome.Done) {
      knowsOwn(patch);
      forgetAudit(settled.written().get());
      next(settled.next());
    } else {
      end();
    }
  }

  /** What is settled need not be remembered. */
  private void forgetAudit(Shared<WorkflowExecution> written) {
    if (OwedAudit.settled(written.value())) {
      draft.controller(index, draft.controllers.get(index).with(errand.subject(), Outbox.EMPTY));
    }
  }

  /** Hands events over to a queue of this process, from where they go to the sink. */
  private void submit(Effect.SubmitAudit submit, boolean refused) {
    int bits =
        Ledger.bits(submit.events().stream().map(AuditEvent::type).collect(Collectors.toSet()));
    Controller controller = draft.controllers.get(index);
    Outbox old = controller.outboxes().get(errand.subject());
    boolean delivered = !draft.around.sinkDown() && !refused;
    boolean confirmed = delivered || draft.slips(Slip.CONFIRMS_FROM_MEMORY);
    draft.controller(
        index,
        controller.with(
            errand.subject(),
            new Outbox(
                old.submitted() | bits,
                confirmed ? old.submitted() | bits : old.confirmed(),
                old.rejected() || refused)));
    if (delivered) {
      new Promises(draft).delivers(errand.subject(), old.submitted() | bits);
    }
    if (refused) {
      draft.ledger(errand.subject(), Ledger::withParked);
    }
    settle(new Outcome.Done());
  }

  private void surrender(boolean crash) {
    draft.ledger(errand.subject(), Ledger::withParked);
    if (crash) {
      Processes.crash(draft, index);
    } else {
      settle(new Outcome.Done());
    }
  }

  private void next(Revisit next) {
    Optional<Scope> further =
        next instanceof Revisit.Again again && again.scope() != Scope.CACHES
            ? Optional.of(again.scope())
            : Optional.empty();
    draft.controller(index, draft.controllers.get(index).pass(errand, further));
  }

  private void end() {
    draft.controller(index, draft.controllers.get(index).pass(errand, Optional.empty()));
  }
}
