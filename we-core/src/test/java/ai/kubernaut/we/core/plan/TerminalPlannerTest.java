package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An execution that has ended: its target rests, its child goes, its lock is released. */
class TerminalPlannerTest {

  private static final Instant RESTED = NOW.plus(Duration.ofMinutes(5));

  private static World completed() {
    return World.around(AnExecution.completed("mine", NOW)).ourLock();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "STARTED"})
  void keepsItsLockAndItsChildWhileItsTargetRests(ChildState state) {
    assertThat(completed().child(state).waits()).contains(RESTED);
  }

  @Test
  void restsAfterAFailureThatRan() {
    World world = World.around(AnExecution.ranAndFailed("mine", NOW)).ourLock();

    assertThat(world.waits()).contains(RESTED);
  }

  @Test
  void doesNotRestAfterAFailureThatNeverRan() {
    World world = World.around(AnExecution.neverRan("mine", NOW)).ourLock().child(ChildState.HELD);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void restsAfterACancellationOnlyIfItHadStarted() {
    AnExecution started = AnExecution.running("mine").failed(FailureReason.CANCELLED, true, NOW);
    AnExecution held = AnExecution.running("mine").failed(FailureReason.CANCELLED, false, NOW);

    assertThat(World.around(started).ourLock().waits()).contains(RESTED);
    assertThat(World.around(held).ourLock().atServer().effect())
        .isInstanceOf(Effect.ReleaseLock.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "CARELESS"})
  void deletesItsChildOnceTheTargetHasRested(Removal removal) {
    World world = completed().child(ChildState.SUCCEEDED, removal).at(RESTED);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void waitsWhileItsChildGoes() {
    assertThat(completed().child(ChildState.SUCCEEDED, Removal.FOREGROUND).at(RESTED).waits())
        .isEmpty();
  }

  @Test
  void looksAtTheServerWherePodsMayRunOnUnseen() {
    World world = completed().child(ChildState.SUCCEEDED, Removal.DOUBTFUL).at(RESTED);

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER);
  }

  @Test
  void freesTheNameOnlyWhenThePodsAreGone() {
    World world = completed().child(ChildState.SUCCEEDED, Removal.RELEASABLE).at(RESTED);

    assertThat(world.pods(1).waits()).isEmpty();
    assertThat(world.pods(0).effect()).isEqualTo(new Effect.ReleaseChild(world.child()));
  }

  @Test
  void removesEveryChildThatIsItsOwn() {
    World world =
        completed()
            .child(AChild.of(completed().execution(), ChildState.HELD).uid("second").pipelineRun())
            .at(RESTED);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void removesAChildThatNobodyHasDeletedBeforeOneThatWaitsForItsPods() {
    AChild waiting =
        AChild.of(completed().execution(), ChildState.HELD)
            .uid("second")
            .pipelineRun()
            .removal(Removal.RELEASABLE);
    World world = completed().child(waiting).child(ChildState.SUCCEEDED).pods(1);

    assertThat(world.at(RESTED).effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void releasesItsLockOnceItsChildIsGone() {
    World world = completed().sawItsChildGo().at(RESTED);

    assertThat(world.effect()).isEqualTo(new Effect.ReleaseLock(world.lock()));
  }

  @Test
  void looksAtTheServerBeforeItReleasesALockWhoseChildIsNotInView() {
    World world = completed().at(RESTED);

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER);
    assertThat(world.atServer().effect()).isEqualTo(new Effect.ReleaseLock(world.lock()));
  }

  @Test
  void keepsItsLockWhileAPodOfItIsLeft() {
    assertThat(completed().sawItsChildGo().pods(1).at(RESTED).waits()).isEmpty();
  }

  @Test
  void neverTouchesTheLockOrTheChildOfAnother() {
    World world =
        World.around(AnExecution.completed("mine", NOW))
            .lockedBy(AnExecution.running("other"))
            .child(AChild.of(AnExecution.running("other").build(), ChildState.STARTED))
            .at(RESTED);

    assertThat(world.waits()).isEmpty();
  }

  @Test
  void isAtRestWhenNothingOfItIsLeft() {
    World world = World.around(AnExecution.completed("mine", NOW)).auditConfirmed();

    assertThat(world.change()).isEqualTo(new Change.AuditConfirmed());
    assertThat(world.goOn().waits()).isEmpty();
    assertThat(world.nothingHandedOver().atServer().waits()).isEmpty();
  }

  @Test
  void restsFromTheLatestTraceWhereTheCompletionTimeIsMissing() {
    AnExecution execution =
        AnExecution.running("mine").status(s -> s.phase(Phase.COMPLETED).startTime(NOW));

    assertThat(World.around(execution).ourLock().waits()).contains(RESTED);
  }
}
