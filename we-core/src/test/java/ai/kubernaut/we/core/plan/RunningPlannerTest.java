package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.settle.Note;
import ai.kubernaut.we.core.settle.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of an execution from its recorded child to that child's result. */
class RunningPlannerTest {

  private static final Instant OVERDUE = CREATED.plus(Duration.ofMinutes(30)).plusSeconds(15);

  @Test
  void startsItsChildOnlyAfterItIsRecorded() {
    World world = World.running(ChildState.HELD);

    assertThat(world.effect()).isEqualTo(new Effect.StartChild(world.child()));
    assertThat(World.pending().ourLock().child(ChildState.HELD).change())
        .isInstanceOf(Change.Run.class);
  }

  @Test
  void startsNoOtherChildThanTheRecordedOne() {
    World world =
        World.around(AnExecution.running("mine"))
            .ourLock()
            .child(AChild.of(AnExecution.running("mine").build(), ChildState.HELD).uid("a-second"));

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER);
    assertThat(world.atServer().failure().failure().reason())
        .isEqualTo(FailureReason.EXECUTION_LOST);
  }

  @Test
  void findsItsChildByOwnershipWhereAnOlderStatusRecordsNoUid() {
    World world =
        World.around(
                AnExecution.pending("mine").status(s -> s.phase(Phase.RUNNING).startTime(CREATED)))
            .child(ChildState.SUCCEEDED);

    assertThat(world.change()).isEqualTo(new Change.Complete(world.child()));
  }

  @Test
  void recordsTheProgressOfItsChild() {
    World world =
        World.around(AnExecution.running("mine"))
            .child(
                AChild.of(AnExecution.running("mine").build(), ChildState.STARTED).progress(1, 3));

    assertThat(world.change()).isEqualTo(new Change.Mirror(world.child()));
  }

  @Test
  void isSilentWhileNothingChangesAndWakesWhenItIsOverdue() {
    World world = World.running(ChildState.STARTED).goOn();

    assertThat(world.waits()).contains(OVERDUE);
  }

  @Test
  void recordsProgressAtMostEveryTenSeconds() {
    World world = World.running(ChildState.STARTED).statusWritten(Duration.ofSeconds(4));

    assertThat(world.waits()).contains(NOW.plusSeconds(6));
    assertThat(world.after(Duration.ofSeconds(6)).change()).isInstanceOf(Change.Mirror.class);
  }

  @Test
  void isOverdueEvenWhileProgressHasToWait() {
    World world =
        World.around(AnExecution.running("mine").spec(s -> s.withTimesOutAt(NOW.minusSeconds(12))))
            .child(ChildState.STARTED)
            .statusWritten(Duration.ZERO);

    assertThat(world.waits()).contains(NOW.plusSeconds(3));
  }

  @Test
  void completesWhenItsChildHasSucceeded() {
    World world = World.running(ChildState.SUCCEEDED);

    assertThat(world.change()).isEqualTo(new Change.Complete(world.child()));
  }

  @Test
  void failsWithTheCauseWhenItsChildHasFailed() {
    World world = World.running(ChildState.FAILED);

    assertThat(world.failure().failure())
        .isEqualTo(FailureAnalysis.analyse(world.child().evidence()));
    assertThat(world.failure().child()).contains(world.child());
  }

  @Test
  void asksForEventsOnceWhereOnlyTheyCanNameTheCause() {
    World world =
        World.around(AnExecution.running("mine"))
            .child(
                AChild.of(AnExecution.running("mine").build(), ChildState.FAILED)
                    .evidence(Evidence.none()));

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);
    assertThat(world.atServer().looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);
    assertThat(world.withEvents().change()).isInstanceOf(Change.Fail.class);
  }

  @Test
  void looksAtTheServerForPodsThatADeletedChildMayHaveLeft() {
    World world =
        World.around(AnExecution.running("mine")).child(ChildState.STARTED, Removal.DOUBTFUL);

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER);
  }

  @Test
  void looksAtTheServerBeforeItCallsItsChildLost() {
    World world = World.around(AnExecution.running("mine")).ourLock();

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER);
  }

  @Test
  void isLostAndCountsAsHavingRunWhenItsChildHasVanished() {
    World world = World.around(AnExecution.running("mine")).ourLock().atServer();

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.EXECUTION_LOST);
    assertThat(world.failure().failure().mayHaveRun()).isTrue();
    assertThat(world.failure().failure().message()).contains("wfe-c00449355dfb987a");
  }

  @Test
  void isLostRatherThanSuccessfulWhenAnotherObjectHasItsName() {
    World world = World.around(AnExecution.running("mine")).child(AChild.foreign()).atServer();

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.EXECUTION_LOST);
  }

  @Test
  void saysThatSomebodySuspendedItsChildAndWaitsUntilItIsOverdue() {
    World world = World.running(ChildState.SUSPENDED);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.SUSPENDED);
    assertThat(world.settle(new Outcome.Done()).notes())
        .extracting(Note::reason)
        .containsExactly(EventReason.EXECUTION_BLOCKED);
    assertThat(world.goOn().waits()).contains(OVERDUE);
    assertThat(world.execution().status().executionStatus()).contains(Mirror.of(world.child()));
    assertThat(world.at(OVERDUE).effect()).isEqualTo(new Effect.StopChild(world.child()));
  }

  @Test
  void isNoLongerBlockedWhenItsChildGoesOn() {
    AnExecution execution =
        AnExecution.running("mine")
            .condition(ConditionType.BLOCKED, "True", Blockage.SUSPENDED, CREATED);
    World world = World.around(execution).child(ChildState.STARTED);

    assertThat(world.change()).isEqualTo(new Change.Mirror(world.child()));
    assertThat(world.goOn().waits()).contains(OVERDUE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED"})
  void handsItsEventsOverToTheAuditTrailOnlyAfterMoreUrgentSteps(ChildState state) {
    assertThat(World.running(state).nothingHandedOver().plan()).isInstanceOf(Plan.Write.class);
    assertThat(World.running(ChildState.HELD).nothingHandedOver().effect())
        .isInstanceOf(Effect.StartChild.class);
  }

  @Test
  void usesItsOwnTimeoutFromItsStart() {
    World world =
        World.around(AnExecution.running("mine").spec(s -> s.withTimeout("10m")))
            .child(ChildState.STARTED)
            .goOn();

    assertThat(world.waits()).contains(CREATED.plus(Duration.ofMinutes(10)).plusSeconds(15));
  }
}
