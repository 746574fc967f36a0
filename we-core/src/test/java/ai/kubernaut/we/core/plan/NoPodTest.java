package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.settle.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A child that was accepted and started, and gets no pod. */
class NoPodTest {

  private static final AnExecution MINE = AnExecution.running("mine");
  private static final Instant PATIENCE = CREATED.plusSeconds(15);
  private static final Instant OVERDUE = CREATED.plus(Duration.ofMinutes(30)).plusSeconds(15);
  private static final Evidence.Event QUOTA =
      refusal("pods \"p\" is forbidden: exceeded quota: q, requested: pods=1");

  private static Evidence.Event refusal(String words) {
    return new Evidence.Event("child", "FailedCreate", "Error creating: " + words);
  }

  private static World started(Evidence.Event... events) {
    return World.around(MINE).child(AChild.withoutPod(MINE, events)).at(PATIENCE);
  }

  private static Optional<AChild> withPod() {
    return Optional.of(AChild.of(MINE.build(), ChildState.STARTED));
  }

  private static Condition blocked(World world) {
    return world.execution().status().condition(ConditionType.BLOCKED).orElseThrow();
  }

  @Test
  void isGivenTimeToGetOne() {
    World world = started().at(PATIENCE.minusSeconds(1)).goOn();

    assertThat(world.waits()).contains(PATIENCE);
    assertThat(world.onlyChild(withPod()).waits()).contains(OVERDUE);
  }

  @Test
  void isLookedAtWithItsEventsWhenItHasNone() {
    assertThat(started().looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);
    assertThat(started().atServer().looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);
  }

  @Test
  void isLookedAtOnlyOnce() {
    World told = started(QUOTA).withEvents().goOn().atCaches();
    World silent = started().withEvents().goOn().atCaches();

    for (World world : List.of(told, silent)) {
      world.onlyChild(Optional.of(AChild.withoutPod(MINE)));
      assertThat(world.waits()).contains(OVERDUE);
      assertThat(world.after(Duration.ofMinutes(9)).waits()).contains(OVERDUE);
      assertThat(world.withEvents().waits()).contains(OVERDUE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0 | ResourceExhausted",
        "violates PodSecurity \"restricted:latest\": seccompProfile | Forbidden",
        "admission webhook \"w\" denied the request: not here | Forbidden",
        "error looking up service account ns/fixer: serviceaccount \"fixer\" not found | ConfigurationError",
        "no PriorityClass with name vip was found | ConfigurationError",
        "Internal error occurred: failed calling webhook \"w\": refused | ResourceExhausted",
        "maximum cpu usage per Container is 1, but limit is 2 | ConfigurationError"
      })
  void isSaidToBeBlockedForTheReasonOfTheRefusal(String refusal, String reason) {
    World world = started(refusal(refusal)).withEvents();

    assertThat(world.settle(new Outcome.Done()).notes())
        .singleElement()
        .satisfies(
            note -> {
              assertThat(note.reason()).isEqualTo(EventReason.EXECUTION_BLOCKED);
              assertThat(note.message()).contains(refusal);
            });
    assertThat(blocked(world.goOn()).reason()).isEqualTo(reason);
    assertThat(blocked(world).message()).contains("has no pod yet", refusal).endsWith(".");
    assertThat(world.execution().status().blockedBy()).contains(world.child().describe());
  }

  @Test
  void failsForWhatKeptItsPodAwayWhenItWasStoppedForItsDeadline() {
    World stopped = stoppedLate();
    assertThat(stopped.looks()).isEqualTo(Observation.Scope.SERVER_AND_EVENTS);

    Failure told = stoppedLate(QUOTA).withEvents().failure().failure();
    assertThat(told.reason()).isEqualTo(FailureReason.RESOURCE_EXHAUSTED);
    assertThat(told.mayHaveRun()).isFalse();
    assertThat(stoppedLate().withEvents().failure().failure().reason())
        .isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  private static World stoppedLate(Evidence.Event... events) {
    AChild gone = AChild.withoutPod(MINE, events).removal(Child.Removal.RELEASABLE);
    return World.around(MINE).ourLock().child(gone).at(OVERDUE);
  }

  @Test
  void isSaidToHaveNoneWhereNoEventSaysWhy() {
    World world = started().withEvents().goOn();

    assertThat(blocked(world).reason()).isEqualTo(Blockage.NO_POD);
  }

  @Test
  void isNoLongerBlockedWhenItGetsOne() {
    World world = started(QUOTA).withEvents().goOn().atCaches().onlyChild(withPod());

    assertThat(world.change()).isInstanceOf(Change.Mirror.class);
    assertThat(blocked(world.goOn()).isTrue()).isFalse();
    assertThat(world.execution().status().blockedBy()).isEmpty();
    assertThat(world.waits()).contains(OVERDUE);
  }

  @Test
  void needsNoLookWhereItsTasksSayThemselvesWhatTheyWaitFor() {
    World world = World.around(MINE).child(pipeline("ExceededResourceQuota")).at(PATIENCE);

    assertThat(world.blockage().reason()).isEqualTo("ResourceExhausted");
    assertThat(world.goOn().waits()).contains(OVERDUE);
  }

  @Test
  void isLeftAloneWhereItsTasksMayNeedNone() {
    World world =
        World.around(MINE)
            .child(AChild.of(MINE.build(), ChildState.STARTED).evidence(tasks(Optional.empty())))
            .at(PATIENCE);

    assertThat(world.change()).isInstanceOf(Change.Mirror.class);
  }

  private static AChild pipeline(String reason) {
    return AChild.of(MINE.build(), ChildState.STARTED)
        .evidence(tasks(Optional.of(new Evidence.Verdict(reason, "exceeded quota: q"))));
  }

  private static Evidence tasks(Optional<Evidence.Verdict> verdict) {
    return new Evidence(
        Evidence.Shape.PIPELINE,
        Optional.empty(),
        Optional.empty(),
        List.of("build"),
        List.of(new Evidence.Task("build", 0, verdict, List.of())),
        List.of(),
        List.of());
  }
}
