package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.settle.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Pending execution whose target somebody else is, was, or may be at work on. */
class ContentionTest {

  private static final Instant DEADLINE = CREATED.plus(Duration.ofMinutes(30));
  private static final Instant A_MINUTE_AGO = NOW.minus(Duration.ofMinutes(1));

  @Test
  void isNeverDeduplicatedByItself() {
    assertThat(World.pending().ourLock().effect()).isInstanceOf(Effect.CreateChild.class);
  }

  @Test
  void isDeduplicatedByAnotherThatHoldsTheLockBeforeItsChildExists() {
    World world = World.pending().lockedBy(AnExecution.pending("other"));

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEDUPLICATED);
    assertThat(world.failure().failure().mayHaveRun()).isFalse();
    assertThat(world.failure().deduplicatedBy()).contains("other");
    assertThat(world.failure().decision()).isEmpty();
  }

  @Test
  void isDeduplicatedByAnotherThatRuns() {
    World world = World.pending().lockedBy(AnExecution.running("other"));

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEDUPLICATED);
  }

  @Test
  void namesTheNamespaceOfWhoeverItIsDeduplicatedBy() {
    World world = World.pending().lockedBy(AnExecution.running("other").inNamespace("shop"));

    assertThat(world.failure().deduplicatedBy()).contains("shop/other");
  }

  @Test
  void isDeduplicatedByAnotherThatRunsEvenWithoutItsLock() {
    World world = World.pending().rival(AnExecution.running("other"));

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEDUPLICATED);
  }

  @Test
  void yieldsToAnotherThatRunsEvenIfItHasTakenTheLockMeanwhile() {
    World world = World.pending().ourLock().rival(AnExecution.running("other"));

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.DEDUPLICATED);
  }

  @Test
  void looksAtAllOthersOfTheTarget() {
    World world =
        World.pending()
            .rival(AnExecution.neverRan("first", A_MINUTE_AGO))
            .rival(AnExecution.pending("second"))
            .rival(AnExecution.running("third"));

    assertThat(world.failure().deduplicatedBy()).contains("third");
  }

  @Test
  void isNotDeduplicatedByOthersThatOnlyWait() {
    World world = World.pending().rival(AnExecution.pending("other"));

    assertThat(world.effect()).isInstanceOf(Effect.TakeLock.class);
  }

  @Test
  void waitsWhileTheTargetRestsAfterTheHolderOfTheLock() {
    World world = World.pending().lockedBy(AnExecution.completed("other", A_MINUTE_AGO));

    assertThat(world.blockage().reason()).isEqualTo(Blockage.COOLING_DOWN);
    assertThat(world.blockage().by()).contains("apps/other");
    assertThat(world.blockage().until()).contains(A_MINUTE_AGO.plus(Duration.ofMinutes(5)));
    assertThat(world.goOn().waits()).contains(A_MINUTE_AGO.plus(Duration.ofMinutes(5)));
  }

  @Test
  void waitsUntilTheLatestCooldownEnds() {
    World world =
        World.pending()
            .lockedBy(AnExecution.completed("first", A_MINUTE_AGO.minusSeconds(30)))
            .rival(AnExecution.ranAndFailed("second", A_MINUTE_AGO))
            .rival(AnExecution.neverRan("third", NOW));

    assertThat(world.blockage().by()).contains("apps/second");
    assertThat(world.blockage().until()).contains(A_MINUTE_AGO.plus(Duration.ofMinutes(5)));
  }

  @Test
  void waitsForTheCooldownOfOthersEvenIfTheLockIsGone() {
    World world = World.pending().rival(AnExecution.completed("other", A_MINUTE_AGO));

    assertThat(world.blockage().reason()).isEqualTo(Blockage.COOLING_DOWN);
  }

  @Test
  void createsNothingWhileTheTargetRestsEvenIfTheLockIsItsOwn() {
    World world = World.pending().ourLock().rival(AnExecution.completed("other", A_MINUTE_AGO));

    assertThat(world.blockage().reason()).isEqualTo(Blockage.COOLING_DOWN);
  }

  @Test
  void givesUpAtItsDeadlineWhenTheCooldownIsLonger() {
    Instant soon = NOW.plusSeconds(10);
    World world =
        World.around(AnExecution.pending("mine").spec(s -> s.withTimesOutAt(soon)))
            .rival(AnExecution.completed("other", A_MINUTE_AGO))
            .goOn();

    assertThat(world.waits()).contains(soon);
    assertThat(world.at(soon).failure().failure().message()).contains("it was waiting");
  }

  @Test
  void doesNotWaitForThoseThatNeverRan() {
    World world = World.pending().rival(AnExecution.neverRan("other", A_MINUTE_AGO));

    assertThat(world.effect()).isInstanceOf(Effect.TakeLock.class);
  }

  @Test
  void waitsForAnEndedHolderToCleanUp() {
    World world = World.pending().lockedBy(AnExecution.neverRan("other", A_MINUTE_AGO));

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TARGET_LOCKED);
    assertThat(world.blockage().by()).contains("apps/other");
    assertThat(world.goOn().waits()).contains(DEADLINE);
  }

  @Test
  void asksTheServerBeforeItCallsALockLeftBehind() {
    assertThat(World.pending().lockLeftBehind(Optional.empty()).looks())
        .isEqualTo(Observation.Scope.SERVER);
  }

  @Test
  void waitsForALockThatADeletedExecutionLeftBehind() {
    World world = World.pending().lockLeftBehind(Optional.empty()).atServer();

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TARGET_LOCKED);
    assertThat(world.blockage().by()).contains("apps/deleted");
    assertThat(world.goOn().waits()).contains(DEADLINE);
  }

  @Test
  void waitsUntilTheTargetOfADeletedExecutionHasRested() {
    Instant rested = NOW.plusSeconds(100);
    World world = World.pending().lockLeftBehind(Optional.of(rested)).atServer();

    assertThat(world.blockage().reason()).isEqualTo(Blockage.COOLING_DOWN);
    assertThat(world.blockage().until()).contains(rested);
    assertThat(world.goOn().waits()).contains(rested);
  }

  @Test
  void goesOnWaitingWithoutHasteForALockThatOutlivesItsCooldown() {
    World world = World.pending().lockLeftBehind(Optional.of(NOW.minusSeconds(1))).atServer();

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TARGET_LOCKED);
    assertThat(world.blockage().until()).isEmpty();
    assertThat(world.goOn().waits()).contains(DEADLINE);
  }

  @Test
  void neverTouchesALeaseThatIsNotOurs() {
    World world = World.pending().foreignLock().atServer();

    assertThat(world.blockage().reason()).isEqualTo(Blockage.FOREIGN_OBJECT);
    assertThat(world.blockage().by()).hasValueSatisfying(by -> assertThat(by).contains("Lease"));
    assertThat(world.goOn().atServer().waits()).contains(NOW.plusSeconds(30));
  }

  @Test
  void neverTouchesAnObjectOfSomebodyElseUnderItsName() {
    World world = World.pending().child(AChild.foreign()).atServer();

    assertThat(world.blockage().reason()).isEqualTo(Blockage.FOREIGN_OBJECT);
    assertThat(world.blockage().message()).contains("of somebody else");
    assertThat(world.goOn().atServer().waits()).contains(NOW.plusSeconds(30));
  }

  @Test
  void neverTouchesAnObjectOfSomebodyElseEvenIfTheLockIsItsOwn() {
    World world = World.pending().ourLock().child(AChild.foreign()).atServer();

    assertThat(world.blockage().reason()).isEqualTo(Blockage.FOREIGN_OBJECT);
  }

  @Test
  void looksAgainBeforeItWaitsForWhatIsForeignBecauseNobodyWatchesThat() {
    assertThat(World.pending().foreignLock().looks()).isEqualTo(Observation.Scope.SERVER);
    assertThat(World.pending().child(AChild.foreign()).looks()).isEqualTo(Observation.Scope.SERVER);
  }

  @Test
  void waitsForTheChildOfAnotherExecutionWhateverItsEngine() {
    World world =
        World.pending().child(AChild.of("uid-old", "shop/old", ChildState.STARTED).pipelineRun());

    assertThat(world.blockage().by())
        .contains("PipelineRun kubernaut-workflows/wfe-c00449355dfb987a");
    assertThat(world.blockage().message()).contains("WorkflowExecution shop/old");
  }

  @Test
  void saysOnceWhatItWaitsForAndThenIsSilent() {
    World world = World.pending().foreignLock().atServer().goOn().atServer();

    assertThat(world.waits()).isPresent();
    assertThat(world.settle(new Outcome.Done()).status()).isEqualTo(world.execution().status());
  }
}
