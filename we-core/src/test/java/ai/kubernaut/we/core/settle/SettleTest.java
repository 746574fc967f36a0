package ai.kubernaut.we.core.settle;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.plan.Change;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from a plan and from what came of it. */
class SettleTest {

  private static final Outcome DONE = new Outcome.Done();
  private static final Outcome STALE = new Outcome.Stale("409");
  private static final Outcome UNKNOWN = new Outcome.Unknown("timed out");
  private static final Outcome REFUSED =
      new Outcome.Refused(FailureReason.FORBIDDEN, "403: no.", "Grant it.");
  private static final Revisit AGAIN = new Revisit.Again(Scope.CACHES);
  private static final Revisit AT_SERVER = new Revisit.Again(Scope.SERVER);
  private static final Revisit RETRY = new Revisit.Retry(Optional.empty());

  private static Outcome delayed(FailureReason reason) {
    return new Outcome.Delayed(reason, "Later.", Optional.of(Duration.ofSeconds(3)));
  }

  private static World toCreate() {
    return World.pending().ourLock();
  }

  private static World toRelease() {
    return World.around(AnExecution.neverRan("mine", NOW)).ourLock().atServer();
  }

  private static World rested(ChildState state) {
    return World.around(AnExecution.neverRan("mine", NOW)).ourLock().child(state);
  }

  static Stream<World> everyStepOnTheWorld() {
    return Stream.of(
        World.around(AnExecution.pending("mine").withoutFinalizer()),
        World.pending(),
        toCreate(),
        World.running(ChildState.HELD),
        World.around(AnExecution.running("mine").cancelledBecause("")).child(ChildState.STARTED),
        rested(ChildState.HELD),
        World.around(AnExecution.neverRan("mine", NOW)).child(ChildState.HELD, Removal.RELEASABLE),
        World.around(AnExecution.completed("mine", NOW).deletedAt(NOW)).ourLock().atServer(),
        toRelease(),
        World.around(AnExecution.completed("mine", NOW)).nothingHandedOver(),
        World.around(AnExecution.completed("mine", NOW.minusSeconds(900)).deletedAt(NOW))
            .atServer()
            .after(Duration.ofHours(1)),
        World.around(
                AnExecution.completed("mine", NOW)
                    .deletedAt(NOW)
                    .condition(ConditionType.AUDIT_RECORDED, "True", "Confirmed", NOW))
            .atServer());
  }

  private static Settlement settle(World world, Outcome outcome) {
    assertThat(world.effect()).isNotNull();
    return world.settle(outcome);
  }

  @Test
  void theStepsAboveAreAllThatThereAre() {
    assertThat(everyStepOnTheWorld().<Class<?>>map(world -> world.effect().getClass()))
        .containsExactlyInAnyOrder(
            Stream.of(Effect.class.getPermittedSubclasses()).toArray(Class<?>[]::new));
  }

  @ParameterizedTest
  @MethodSource("everyStepOnTheWorld")
  void neverRepeatsBlindlyWhatMayHaveHappened(World world) {
    boolean caches = world.observation().scope() == Scope.CACHES;

    assertThat(settle(world, UNKNOWN).next()).isEqualTo(caches ? AT_SERVER : RETRY);
    assertThat(settle(world, STALE).next()).isEqualTo(caches ? AT_SERVER : RETRY);
    assertThat(settle(world, UNKNOWN).status()).isEqualTo(world.execution().status());
    assertThat(settle(world, STALE).status()).isEqualTo(world.execution().status());
    assertThat(settle(world.atServer(), UNKNOWN).next()).isEqualTo(RETRY);
  }

  @ParameterizedTest
  @MethodSource("everyStepOnTheWorld")
  void retriesLaterWhatWasRefusedForNow(World world) {
    assertThat(settle(world, delayed(FailureReason.UNKNOWN)).next())
        .isEqualTo(
            world.effect() instanceof Effect.SubmitAudit
                ? new Revisit.Await(Optional.of(world.observation().now().plusSeconds(3)))
                : new Revisit.Retry(Optional.of(Duration.ofSeconds(3))));
  }

  @Test
  void aFullAuditTrailMovesNothingThatTheExecutionWaitsFor() {
    World resting = World.around(AnExecution.completed("mine", NOW)).ourLock().nothingHandedOver();
    Instant rested = NOW.plus(Duration.ofMinutes(5));
    Outcome full = new Outcome.Delayed(FailureReason.UNKNOWN, "Full.", Optional.empty());

    assertThat(settle(resting, full).next())
        .isEqualTo(new Revisit.Await(Optional.of(NOW.plusSeconds(30))));
    assertThat(settle(resting.at(rested.minusSeconds(1)), full).next())
        .isEqualTo(new Revisit.Await(Optional.of(rested)));
  }

  @ParameterizedTest
  @MethodSource("everyStepOnTheWorld")
  void changesThePhaseOnlyWhenItsChildCannotBeCreated(World world) {
    Settlement refused = settle(world, REFUSED);
    boolean creates =
        world.effect() instanceof Effect.TakeLock || world.effect() instanceof Effect.CreateChild;

    assertThat(refused.status().phase())
        .isEqualTo(creates ? Optional.of(Phase.FAILED) : world.execution().status().phase());
    assertThat(refused.notes())
        .extracting(Note::reason)
        .containsExactly(creates ? EventReason.WORKFLOW_FAILED : EventReason.CLEANUP_FAILED);
  }

  @Test
  void goesOnAtOnceWhenAStepWasDone() {
    assertThat(settle(World.pending(), DONE))
        .isEqualTo(new Settlement(World.pending().execution().status(), List.of(), AGAIN));
  }

  @Test
  void saysOnceThatTheLockWasReleased() {
    Settlement settlement = settle(toRelease(), DONE);

    assertThat(settlement.notes())
        .containsExactly(
            new Note(EventReason.LOCK_RELEASED, "Released lock wfe-c00449355dfb987a."));
    assertThat(settlement.status()).isEqualTo(toRelease().execution().status());
  }

  @Test
  void saysThatTheExecutionMayBeDeletedAndIsDone() {
    World world =
        World.around(
                AnExecution.completed("mine", NOW)
                    .deletedAt(NOW)
                    .condition(ConditionType.AUDIT_RECORDED, "True", "Confirmed", NOW))
            .atServer();

    assertThat(settle(world, DONE).notes())
        .extracting(Note::reason)
        .containsExactly(EventReason.WORKFLOW_EXECUTION_DELETED);
    assertThat(settle(world, DONE).next()).isEqualTo(new Revisit.Await(Optional.empty()));
  }

  @Test
  void failsWithATypedReasonWhenTheChildIsRefusedForGood() {
    Settlement settlement = settle(toCreate(), REFUSED);

    assertThat(settlement.status().failureDetails())
        .hasValueSatisfying(
            details -> {
              assertThat(details.reason()).isEqualTo(FailureReason.FORBIDDEN);
              assertThat(details.wasExecutionFailure()).isFalse();
              assertThat(details.message()).isEqualTo("403: no.");
            });
    assertThat(settlement.status().executionEngine()).contains("job");
    assertThat(settlement.next()).isEqualTo(AGAIN);
  }

  @Test
  void namesNoEngineWhereNoLockWasTaken() {
    assertThat(settle(World.pending(), REFUSED).status().executionEngine()).isEmpty();
  }

  @Test
  void saysWhatACreationWaitsForInTheWordsOfTheFailureThatItMayBecome() {
    Settlement quota = settle(toCreate(), delayed(FailureReason.RESOURCE_EXHAUSTED));
    Settlement down = settle(toCreate(), delayed(FailureReason.UNKNOWN));

    assertThat(blocked(quota)).isEqualTo("ResourceExhausted");
    assertThat(blocked(down)).isEqualTo("ServerUnavailable");
  }

  private static String blocked(Settlement settlement) {
    return settlement.status().condition(ConditionType.BLOCKED).orElseThrow().reason();
  }

  @Test
  void endsAtItsDeadlineForWhatItsCreationWaitedFor() {
    World world = toCreate().goOn(delayed(FailureReason.RESOURCE_EXHAUSTED));

    assertThat(world.execution().phase()).isEqualTo(Phase.PENDING);
    assertThat(world.effect()).isInstanceOf(Effect.CreateChild.class);
    assertThat(world.after(Duration.ofHours(1)).failure().failure().reason())
        .isEqualTo(FailureReason.RESOURCE_EXHAUSTED);
  }

  @Test
  void tellsOfTheCreationWithTheTarget() {
    Settlement settlement = World.pending().ourLock().child(ChildState.HELD).settle(DONE);

    assertThat(settlement.notes())
        .containsExactly(
            new Note(
                EventReason.EXECUTION_CREATED,
                "Created Job kubernaut-workflows/wfe-c00449355dfb987a for target"
                    + " default/deployment/my-app."));
  }

  @Test
  void tellsOfTheCompletionAndHowLongItTook() {
    Settlement settlement = World.running(ChildState.SUCCEEDED).settle(DONE);

    assertThat(settlement.notes())
        .containsExactly(
            new Note(
                EventReason.WORKFLOW_COMPLETED,
                "Job kubernaut-workflows/wfe-c00449355dfb987a succeeded after 1m0s."));
  }

  @Test
  void tellsOfAFailureAndOfASpecThatCannotRun() {
    Settlement invalid = World.around(AnExecution.pending("mine").target("x")).settle(DONE);
    Settlement failed = World.running(ChildState.FAILED).settle(DONE);
    Settlement duplicate = World.pending().lockedBy(AnExecution.running("other")).settle(DONE);

    assertThat(invalid.notes())
        .extracting(Note::reason)
        .containsExactly(EventReason.WORKFLOW_VALIDATION_FAILED, EventReason.WORKFLOW_FAILED);
    assertThat(List.of(failed, duplicate))
        .allSatisfy(
            settlement ->
                assertThat(settlement.notes())
                    .extracting(Note::reason)
                    .containsExactly(EventReason.WORKFLOW_FAILED));
  }

  @Test
  void aChildThatCannotRunAsItIsWrittenIsNoInvalidSpec() {
    World world = World.running(ChildState.FAILED);
    Failure unusable = Failure.of(FailureReason.CONFIGURATION_ERROR, false, "No key.", "Add it.");
    Change fail =
        new Change.Fail(
            unusable,
            Optional.of(world.observation().children().get(0)),
            Optional.empty(),
            Optional.empty());

    assertThat(Settle.settle(world.observation(), new Plan.Write(fail, "failed"), DONE).notes())
        .extracting(Note::reason)
        .containsExactly(EventReason.WORKFLOW_FAILED);
  }

  @Test
  void tellsOfACooldownButNotOfOtherWaits() {
    Settlement cooling = World.pending().rival(AnExecution.completed("other", NOW)).settle(DONE);
    Settlement foreign = World.pending().foreignLock().atServer().settle(DONE);

    assertThat(cooling.notes())
        .extracting(Note::reason)
        .containsExactly(EventReason.COOLDOWN_ACTIVE);
    assertThat(foreign.notes()).isEmpty();
  }

  @Test
  void writesNothingWhileItWaitsOrLooks() {
    World waiting = World.around(AnExecution.completed("mine", NOW)).ourLock();
    World looking = World.around(AnExecution.running("mine")).ourLock();
    Instant rested = NOW.plus(Duration.ofMinutes(5));

    assertThat(waiting.settle(DONE))
        .isEqualTo(
            new Settlement(
                waiting.execution().status(), List.of(), new Revisit.Await(Optional.of(rested))));
    assertThat(looking.settle(DONE))
        .isEqualTo(new Settlement(looking.execution().status(), List.of(), AT_SERVER));
  }

  @Test
  void retriesEveryFaultWhereNoExecutionIsLeftToTellOfIt() {
    Plan act = new Plan.Act(new Effect.RemoveFinalizer(), "why");

    assertThat(Settle.after(act, DONE)).isEqualTo(AGAIN);
    assertThat(Settle.after(act, STALE)).isEqualTo(RETRY);
    assertThat(Settle.after(act, UNKNOWN)).isEqualTo(RETRY);
    assertThat(Settle.after(act, REFUSED)).isEqualTo(RETRY);
    assertThat(Settle.after(act, delayed(FailureReason.UNKNOWN)))
        .isEqualTo(new Revisit.Retry(Optional.of(Duration.ofSeconds(3))));
    assertThat(Settle.after(new Plan.Look(Scope.SERVER, "why"), DONE)).isEqualTo(AT_SERVER);
    assertThat(Settle.after(new Plan.Await(Optional.of(NOW), "why"), DONE))
        .isEqualTo(new Revisit.Await(Optional.of(NOW)));
  }

  @Test
  void hasNoStatusToWriteWhereNoExecutionIsLeft() {
    Plan write = new Plan.Write(new Change.AuditConfirmed(), "why");

    assertThatIllegalStateException().isThrownBy(() -> Settle.after(write, DONE));
  }
}
