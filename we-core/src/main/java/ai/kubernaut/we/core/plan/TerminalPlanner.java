package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.clearance.Stamp;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.time.Cooldown;
import java.time.Instant;
import java.util.Optional;

/** An execution that has ended: rest, child away, lock released, and if deleted let it go. */
final class TerminalPlanner {

  private final Observation o;
  private final Instant rested;

  TerminalPlanner(Observation o) {
    this.o = o;
    this.rested = Cooldown.end(o.execution(), o.settings().cooldown());
  }

  Plan plan() {
    return clear().orElseGet(this::rest);
  }

  /** A person has said that it keeps nobody from its target any more. */
  private Optional<Plan> clear() {
    boolean trusted = o.settings().clearances() && o.execution().phase() == Phase.FAILED;
    return trusted
        ? Stamp.unrecorded(o.execution())
            .map(c -> Planner.write(new Change.Clear(c), "a person has cleared it"))
        : Optional.empty();
  }

  private Plan rest() {
    boolean deleting = o.execution().deleting();
    if (o.ownLock().isEmpty() && o.ownChildren().isEmpty()) {
      return deleting ? letGo() : Planner.await("it is at rest");
    }
    if (!deleting && o.now().isBefore(rested)) {
      return Planner.await(rested, "its target rests");
    }
    return o.ownLock()
        .filter(lock -> deleting)
        .flatMap(this::markFirst)
        .or(() -> Removals.next(o.ownChildren().stream()).map(this::remove))
        .orElseGet(this::unlock);
  }

  /** Before anything else goes: from then on nothing that happens to it can lose its rest. */
  private Optional<Plan> markFirst(Lock lock) {
    return !o.now().isBefore(rested) || lock.cooldownUntil().filter(rested::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            Planner.act(new Effect.MarkCooldown(lock, rested), "its target rests on without it"));
  }

  private Plan remove(Child child) {
    return switch (child.removal()) {
      case NONE, CARELESS ->
          Planner.act(new Effect.DeleteChild(child), "nothing needs its child any more");
      case FOREGROUND -> Planner.await("its child's pods have yet to end");
      case DOUBTFUL -> Planner.look("its pods may not be in view");
      case RELEASABLE ->
          o.pods() == 0
              ? Planner.act(new Effect.ReleaseChild(child), "only our finalizer holds its child")
              : Planner.await("its pods have yet to end");
    };
  }

  private Plan unlock() {
    if (o.pods() > 0) {
      return Planner.await("its pods have yet to end");
    }
    if (!o.certainlyGone()) {
      return Planner.look("its child is not in view");
    }
    return o.ownLock().map(this::release).orElseGet(() -> Planner.await("it is at rest"));
  }

  private Plan release(Lock lock) {
    return o.now().isBefore(rested)
        ? letGo()
        : Planner.act(new Effect.ReleaseLock(lock), "its target has rested");
  }

  /** It is deleted, and nothing of it is left but its finalizer. */
  private Plan letGo() {
    if (!o.execution().metadata().hasFinalizer(Names.CLEANUP_FINALIZER)) {
      return Planner.await("others hold it");
    }
    if (!o.live()) {
      return Planner.look("nothing of it may be left");
    }
    if (o.pods() > 0) {
      return Planner.await("its pods have yet to end");
    }
    return Planner.auditSettled(o)
        ? Planner.act(new Effect.RemoveFinalizer(), "nothing of it is left")
        : awaitAudit();
  }

  private Plan awaitAudit() {
    Instant asked = o.execution().metadata().deletionTimestamp().orElse(o.now());
    Instant bound = asked.plus(o.settings().auditWait());
    if (!o.now().isBefore(bound)) {
      return Planner.act(
          new Effect.SurrenderAudit(OwedAudit.of(o.execution())), "the audit sink took too long");
    }
    Instant silence = asked.plus(o.settings().progressInterval());
    return o.now().isBefore(silence)
        ? Planner.await(silence, "the audit sink has yet to confirm")
        : Planner.block(o, Blockages.auditOwed(bound), Optional.of(bound));
  }
}
