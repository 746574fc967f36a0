package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A Running execution that is cancelled, deleted or overdue, or whose child somebody deletes. */
class StoppingTest {

  private static final Instant DEADLINE = CREATED.plus(Duration.ofMinutes(30));
  private static final Instant OVERDUE = DEADLINE.plusSeconds(15);
  private static final Evidence.PodEvent NOT_PULLED =
      AChild.podEvent("Failed", "Failed to pull image \"i\": not found");
  private static final Evidence.PodEvent STARTED =
      AChild.podEvent("Started", "Started container workflow");

  private static World cancelled() {
    return World.around(AnExecution.running("mine").cancelledBecause("wrong target")).ourLock();
  }

  private static World deleted() {
    return World.around(AnExecution.running("mine").deletedAt(NOW)).ourLock();
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTED", "SUSPENDED"})
  void stopsItsChildWhenItIsCancelledOrDeleted(ChildState state) {
    World cancelled = cancelled().child(state);
    World deleted = deleted().child(state);

    assertThat(cancelled.effect()).isEqualTo(new Effect.StopChild(cancelled.child()));
    assertThat(deleted.effect()).isEqualTo(new Effect.StopChild(deleted.child()));
  }

  @Test
  void stopsItsChildWhenItsEngineHasNotDoneSoByTheDeadline() {
    World world = World.running(ChildState.STARTED).goOn();

    assertThat(world.at(DEADLINE).waits()).contains(OVERDUE);
    assertThat(world.at(OVERDUE).effect()).isEqualTo(new Effect.StopChild(world.child()));
  }

  @Test
  void neverStartsAChildWhoseTimeIsOver() {
    World world = World.running(ChildState.HELD).at(DEADLINE);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void neverStartsAChildThatIsNoLongerWanted() {
    World world = cancelled().child(ChildState.HELD);

    assertThat(world.effect()).isEqualTo(new Effect.DeleteChild(world.child()));
  }

  @Test
  void waitsWhileItsChildStops() {
    World world = cancelled().child(ChildState.STOPPING);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TERMINATING);
    assertThat(world.goOn().waits()).isEmpty();
  }

  @Test
  void waitsWhileItsChildAndItsPodsGo() {
    World going = cancelled().child(ChildState.STARTED, Removal.FOREGROUND);
    World gone = cancelled().child(ChildState.STARTED, Removal.RELEASABLE).pods(1);

    assertThat(going.blockage().reason()).isEqualTo(Blockage.TERMINATING);
    assertThat(gone.blockage().reason()).isEqualTo(Blockage.TERMINATING);
  }

  @Test
  void endsAsCancelledWhenItsChildIsGone() {
    World world = cancelled().child(ChildState.STARTED, Removal.RELEASABLE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(world.failure().failure().message()).contains("wrong target");
    assertThat(world.failure().failure().mayHaveRun()).isTrue();
  }

  @Test
  void endsAsCancelledWithoutHavingRunWhenItsChildWasStillHeld() {
    World world = cancelled().child(ChildState.HELD, Removal.RELEASABLE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(world.failure().failure().mayHaveRun()).isFalse();
  }

  @Test
  void endsAsCancelledWhenItWasDeleted() {
    World world = deleted().child(ChildState.STARTED, Removal.RELEASABLE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
    assertThat(world.failure().failure().message()).contains("it was deleted");
  }

  @Test
  void endsAsOverdueWhenItsChildWasStoppedForThat() {
    World world = World.running(ChildState.STARTED).goOn().at(OVERDUE);
    World gone =
        World.around(AnExecution.running("mine"))
            .child(ChildState.STARTED, Removal.RELEASABLE)
            .at(OVERDUE);

    assertThat(world.effect()).isInstanceOf(Effect.StopChild.class);
    assertThat(gone.failure().failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(gone.failure().failure().mayHaveRun()).isTrue();
    assertThat(gone.failure().failure().message()).contains(DEADLINE.toString());
  }

  static Stream<AnExecution> stopped() {
    return Stream.of(
        AnExecution.running("mine"),
        AnExecution.running("mine").cancelledBecause("wrong target"),
        AnExecution.running("mine").deletedAt(NOW));
  }

  private static World gone(AnExecution execution, Evidence evidence) {
    return World.around(execution)
        .ourLock()
        .child(
            AChild.of(execution.build(), ChildState.STARTED)
                .removal(Removal.RELEASABLE)
                .evidence(evidence))
        .at(OVERDUE);
  }

  @ParameterizedTest
  @MethodSource("stopped")
  void asksTheEventsOfAPodThatIsGoneWhetherItStarted(AnExecution execution) {
    World unknown = gone(execution, AChild.withoutItsPod("ContainerCreating"));
    assertThat(unknown.looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);
    assertThat(unknown.atServer().looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);

    assertThat(withEvents(execution, NOT_PULLED).mayHaveRun()).isFalse();
    assertThat(withEvents(execution, NOT_PULLED, STARTED).mayHaveRun()).isTrue();
    assertThat(withEvents(execution).mayHaveRun()).isTrue();
  }

  private static Failure withEvents(AnExecution execution, Evidence.PodEvent... events) {
    return gone(execution, AChild.withoutItsPod("ImagePullBackOff", events))
        .withEvents()
        .failure()
        .failure();
  }

  @Test
  void isOverdueForWhatKeptItFromRunning() {
    Failure failure = withEvents(AnExecution.running("mine"), NOT_PULLED);

    assertThat(failure.reason()).isEqualTo(FailureReason.IMAGE_PULL_BACK_OFF);
    assertThat(failure.message()).contains("not found", "had not started by its deadline");
  }

  @ParameterizedTest
  @MethodSource("stopped")
  void asksNoEventsOfAPodThatRan(AnExecution execution) {
    Failure failure = gone(execution, AChild.deletedPod()).failure().failure();

    assertThat(failure.mayHaveRun()).isTrue();
  }

  @Test
  void asksTheEventsOfATaskThatFailedBeforeItWasDeletedForTheCause() {
    World world = gone(AnExecution.running("mine"), AChild.failedTask("restart"));

    assertThat(world.looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);
    assertThat(world.withEvents().failure().failure().task()).isEqualTo("restart");
  }

  @ParameterizedTest
  @EnumSource
  void takesTheChildsOwnResultBeforeEveryOtherEnd(Removal removal) {
    World succeeded = cancelled().child(ChildState.SUCCEEDED, removal).at(OVERDUE);
    World failed = deleted().child(ChildState.FAILED, removal).at(OVERDUE);

    assertThat(succeeded.change()).isEqualTo(new Change.Complete(succeeded.child()));
    assertThat(failed.failure().failure().reason()).isEqualTo(FailureReason.TASK_FAILED);
  }

  @Test
  void isCancelledRatherThanOverdueOrLost() {
    World world = cancelled().child(ChildState.STARTED, Removal.RELEASABLE).at(OVERDUE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
  }

  @Test
  void deletesInTheForegroundWhatSomebodyDeletesCarelessly() {
    World world = World.running(ChildState.STARTED);
    World careless =
        World.around(AnExecution.running("mine")).child(ChildState.STARTED, Removal.CARELESS);

    assertThat(world.change()).isInstanceOf(Change.Mirror.class);
    assertThat(careless.effect()).isEqualTo(new Effect.DeleteChild(careless.child()));
  }

  @Test
  void isLostWhenSomebodyDeletedItsChildBeforeItsResult() {
    World world =
        World.around(AnExecution.running("mine")).child(ChildState.STARTED, Removal.RELEASABLE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.EXECUTION_LOST);
    assertThat(world.failure().failure().mayHaveRun()).isTrue();
  }

  @Test
  void takesTheResultOfItsPodsWhenSomebodyDeletedItsChild() {
    World succeeded = deletedByOthers(0);
    World failed = deletedByOthers(3);

    assertThat(succeeded.change()).isEqualTo(new Change.Complete(succeeded.child()));
    assertThat(failed.failure().failure())
        .isEqualTo(FailureAnalysis.analyse(failed.child().evidence()));
  }

  private static World deletedByOthers(int exitCode) {
    return World.around(AnExecution.running("mine"))
        .child(
            AChild.of(AnExecution.running("mine").build(), ChildState.STARTED)
                .removal(Removal.RELEASABLE)
                .evidence(AChild.somePod(Optional.of(exitCode))));
  }

  @Test
  void isNoFailureOfTheChildThatItsPodWasDeletedWithIt() {
    World going = around(AnExecution.running("mine"), Removal.FOREGROUND);
    World gone = around(AnExecution.running("mine"), Removal.RELEASABLE);
    World ours = around(AnExecution.running("mine").deletedAt(NOW), Removal.RELEASABLE);

    assertThat(going.blockage().reason()).isEqualTo(Blockage.TERMINATING);
    assertThat(gone.failure().failure().reason()).isEqualTo(FailureReason.EXECUTION_LOST);
    assertThat(ours.failure().failure().reason()).isEqualTo(FailureReason.CANCELLED);
  }

  private static World around(AnExecution execution, Removal removal) {
    return World.around(execution)
        .child(
            AChild.of(AnExecution.running("mine").build(), ChildState.FAILED)
                .removal(removal)
                .evidence(AChild.deletedPod()));
  }

  @Test
  void isLostWithoutHavingRunWhenSomebodyDeletedItsHeldChild() {
    World world =
        World.around(AnExecution.running("mine")).child(ChildState.HELD, Removal.RELEASABLE);

    assertThat(world.failure().failure().reason()).isEqualTo(FailureReason.EXECUTION_LOST);
    assertThat(world.failure().failure().mayHaveRun()).isFalse();
  }

  @Test
  void neverEndsWhileAPodOfItMayStillRun() {
    World world =
        World.around(AnExecution.running("mine"))
            .child(ChildState.STARTED, Removal.RELEASABLE)
            .pods(1);

    assertThat(world.blockage().reason()).isEqualTo(Blockage.TERMINATING);
    assertThat(world.goOn().waits()).isEmpty();
  }
}
