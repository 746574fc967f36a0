package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An execution that has ended and is deleted: nothing of it is left behind, or lost. */
class DeletionTest {

  private static final Instant RESTED = NOW.plus(Duration.ofMinutes(5));
  private static final Instant AUDIT_BOUND = NOW.plus(Duration.ofMinutes(5));

  private static World completed() {
    return World.around(AnExecution.completed("mine", NOW).deletedAt(NOW));
  }

  /** Nothing of it is left but its finalizer and what it owes. */
  private static World almostGone() {
    return completed().atServer();
  }

  @Test
  void marksTheRestOnItsLockBeforeAnythingOfItGoes() {
    World world = completed().ourLock().child(ChildState.SUCCEEDED);

    assertThat(world.effect()).isEqualTo(new Effect.MarkCooldown(world.lock(), RESTED));
  }

  @Test
  void deletesItsChildAtOnceAlthoughTheTargetRests() {
    World world = completed().ourLock().lockMarked(RESTED).child(ChildState.SUCCEEDED);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void waitsForItsPods() {
    World releasable =
        completed().ourLock().lockMarked(RESTED).child(ChildState.STARTED, Removal.RELEASABLE);

    assertThat(releasable.pods(1).waits()).isEmpty();
    assertThat(releasable.pods(0).effect()).isEqualTo(new Effect.ReleaseChild(releasable.child()));
    assertThat(completed().ourLock().lockMarked(RESTED).sawItsChildGo().pods(1).waits()).isEmpty();
  }

  @Test
  void marksTheCooldownOnItsLockInsteadOfReleasingIt() {
    World world = completed().ourLock().sawItsChildGo();

    assertThat(world.effect()).isEqualTo(new Effect.MarkCooldown(world.lock(), RESTED));
  }

  @Test
  void leavesTheMarkedLockBehindForWhoeverSeesThatTheTargetHasRested() {
    World world = almostGone().ourLock().lockMarked(RESTED).auditConfirmed().goOn();

    assertThat(world.effect()).isEqualTo(new Effect.RemoveFinalizer());
  }

  @Test
  void releasesItsLockWhenTheTargetHasRested() {
    World world = completed().ourLock().lockMarked(RESTED).sawItsChildGo().at(RESTED);

    assertThat(world.effect()).isEqualTo(new Effect.ReleaseLock(world.lock()));
  }

  @Test
  void releasesItsLockAtOnceIfItNeverRan() {
    World world =
        World.around(AnExecution.neverRan("mine", NOW).deletedAt(NOW)).ourLock().atServer();

    assertThat(world.effect()).isEqualTo(new Effect.ReleaseLock(world.lock()));
  }

  @Test
  void looksAtTheServerBeforeItLetsGo() {
    assertThat(completed().auditConfirmed().goOn().looks()).isEqualTo(Observation.Scope.SERVER);
  }

  @Test
  void doesNotLetGoWhileAPodOfItIsLeft() {
    assertThat(almostGone().pods(1).waits()).isEmpty();
  }

  @Test
  void letsGoWhenTheAuditTrailHasEverything() {
    World world = almostGone().auditConfirmed();

    assertThat(world.change()).isEqualTo(new Change.AuditConfirmed());
    assertThat(world.goOn().effect()).isEqualTo(new Effect.RemoveFinalizer());
  }

  @Test
  void handsOverWhatItOwesBeforeItWaits() {
    Effect.SubmitAudit effect = almostGone().nothingHandedOver().effect(Effect.SubmitAudit.class);

    assertThat(effect.events())
        .extracting(AuditEvent::type)
        .containsExactly(
            AuditEventType.SELECTION_COMPLETED,
            AuditEventType.EXECUTION_STARTED,
            AuditEventType.WORKFLOW_COMPLETED);
  }

  @Test
  void saysAfterAWhileThatItWaitsForTheAuditTrail() {
    World world = almostGone();

    assertThat(world.waits()).contains(NOW.plusSeconds(10));
    world.after(Duration.ofSeconds(10));
    assertThat(world.blockage().reason()).isEqualTo(Blockage.AUDIT_NOT_DELIVERED);
    assertThat(world.blockage().until()).contains(AUDIT_BOUND);
    assertThat(world.goOn().waits()).contains(AUDIT_BOUND);
  }

  @Test
  void keepsWhatItOwesWhereAPersonFindsItWhenTheAuditTrailTakesTooLong() {
    World world = almostGone().at(AUDIT_BOUND);

    assertThat(world.effect(Effect.SurrenderAudit.class).events()).hasSize(3);
    assertThat(world.goOn().effect()).isEqualTo(new Effect.RemoveFinalizer());
  }

  @Test
  void leavesWhatOthersHoldAlone() {
    World world =
        World.around(AnExecution.completed("mine", NOW).withoutFinalizer().deletedAt(NOW));

    assertThat(world.waits()).isEmpty();
  }

  @Test
  void cleansUpEvenIfItsEngineIsNotRegisteredAnyMore() {
    World world =
        World.around(
                AnExecution.neverRan("mine", NOW).workflow(w -> w.engine("argo")).deletedAt(NOW))
            .ourLock()
            .atServer();

    assertThat(world.effect()).isEqualTo(new Effect.ReleaseLock(world.lock()));
  }
}
