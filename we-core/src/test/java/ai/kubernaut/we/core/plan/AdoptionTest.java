package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.lock.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Pending execution that finds a child of its own: a crash came before it was recorded. */
class AdoptionTest {

  private static final Instant DEADLINE = CREATED.plus(Duration.ofMinutes(30));

  @ParameterizedTest
  @EnumSource
  void adoptsTheChildThatACrashLeftUnrecorded(ChildState state) {
    World world = World.pending().ourLock().child(state);

    assertThat(world.change())
        .isEqualTo(new Change.Run(world.child(), Optional.of(World.DECISION)));
  }

  /** Somebody took the lock away, and it was taken again with another decision. */
  @Test
  void deletesAHeldChildOfAnotherEngineThanItsLockRecords() {
    Decision tekton = new Decision("tekton", Optional.empty(), Optional.empty(), 1);
    World world = World.pending().ourLock(tekton).engine("tekton", Availability.SERVED);

    assertThat(world.child(ChildState.HELD).effect())
        .isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void putsItsFinalizerBackBeforeItAdopts() {
    World world =
        World.around(AnExecution.pending("mine").withoutFinalizer())
            .ourLock()
            .child(ChildState.HELD);

    assertThat(world.effect()).isEqualTo(new Effect.AddFinalizer());
  }

  @Test
  void adoptsByUidAndNeverByName() {
    World world =
        World.pending().ourLock().child(AChild.of("uid-other", "apps/mine", ChildState.STARTED));

    assertThat(world.blockage().reason()).isEqualTo(Blockage.FOREIGN_OBJECT);
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTED", "SUCCEEDED", "FAILED"})
  void adoptsWhatRanEvenIfItsEndIsDueForOtherReasons(ChildState state) {
    World cancelled =
        World.around(AnExecution.pending("mine").cancelledBecause("late")).ourLock().child(state);
    World overdue = World.pending().ourLock().child(state).at(DEADLINE);

    assertThat(cancelled.change()).isInstanceOf(Change.Run.class);
    assertThat(overdue.change()).isInstanceOf(Change.Run.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTED", "SUCCEEDED", "FAILED"})
  void adoptsWhatRanEvenWhileItIsDeletedSoThatNothingRunsTwice(ChildState state) {
    World world = World.pending().ourLock().child(state, Removal.RELEASABLE);

    assertThat(world.change()).isInstanceOf(Change.Run.class);
  }

  @Test
  void runsNoSecondChildWhilePodsOfAVanishedOneRun() {
    World world = World.pending().ourLock().pods(1);

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER);
    assertThat(world.atServer().failure().failure().reason())
        .isEqualTo(FailureReason.EXECUTION_LOST);
    assertThat(world.failure().failure().mayHaveRun()).isTrue();
  }

  @Test
  void neverStartsAHeldChildOfASpecThatHasChanged() {
    World world =
        World.around(AnExecution.pending("mine").generation(2)).ourLock().child(ChildState.HELD);

    assertThat(world.failure().failure().message()).contains("it was changed");
  }

  @Test
  void endsWithoutRecordingAHeldChildWhenItIsCancelled() {
    World world =
        World.around(AnExecution.pending("mine").cancelledBecause("late"))
            .ourLock()
            .child(ChildState.HELD);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(world.failure().failure().mayHaveRun()).isFalse();
    assertThat(world.goOn().effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void takesTheLockBackBeforeItAdoptsAHeldChild() {
    World world = World.pending().child(ChildState.HELD);

    assertThat(world.effect()).isInstanceOf(Effect.TakeLock.class);
  }

  @Test
  void doesNotStartAHeldChildWhenAnotherHasTakenTheLock() {
    World world = World.pending().lockedBy(AnExecution.running("other")).child(ChildState.HELD);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEDUPLICATED);
    assertThat(world.goOn().effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void makesAWayForItsPodsToEndWhenItsHeldChildIsDeletedCarelessly() {
    World world = World.pending().ourLock().child(ChildState.HELD, Removal.CARELESS);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void waitsWhileItsHeldChildGoes() {
    World world = World.pending().ourLock().child(ChildState.HELD, Removal.FOREGROUND);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TERMINATING);
    assertThat(world.goOn().waits()).contains(DEADLINE);
  }

  @Test
  void givesUpAtItsDeadlineWhenItsHeldChildWillNotGo() {
    World world =
        World.pending().ourLock().child(ChildState.HELD, Removal.FOREGROUND).goOn().at(DEADLINE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  @Test
  void freesTheNameWhenOnlyOurFinalizerHoldsItsDeletedChild() {
    World world = World.pending().ourLock().child(ChildState.HELD, Removal.RELEASABLE);

    assertThat(world.effect()).isEqualTo(new Effect.ReleaseChild(world.child()));
  }

  @Test
  void waitsForPodsBeforeItFreesTheName() {
    World world = World.pending().ourLock().child(ChildState.HELD, Removal.RELEASABLE).pods(1);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TERMINATING);
  }

  @Test
  void createsAnotherChildOnceTheDeletedOneIsGone() {
    World world = World.pending().ourLock().sawItsChildGo().at(NOW);

    assertThat(world.effect()).isInstanceOf(Effect.CreateChild.class);
  }
}
