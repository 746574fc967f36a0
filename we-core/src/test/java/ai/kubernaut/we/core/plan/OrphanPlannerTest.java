package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.lock.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was left behind under a lock name by executions that no longer exist. */
class OrphanPlannerTest {

  private static final Lock LOCK =
      World.lockOf(AnExecution.pending("deleted").build(), World.DECISION);
  private static final Lock FOREIGN =
      new Lock(LOCK.name(), "lease", "3", Optional.empty(), Optional.empty());

  private static Lock marked(Instant until) {
    return new Lock(
        LOCK.name(), LOCK.uid(), LOCK.resourceVersion(), LOCK.claim(), Optional.of(until));
  }

  private static AChild child(ChildState state) {
    return AChild.of("uid-deleted", "apps/deleted", state);
  }

  private static Plan plan(Optional<Lock> lock, List<Child> children, int pods) {
    return plan(Observation.Scope.SERVER, lock, children, Set.of(), pods);
  }

  private static Plan plan(
      Observation.Scope scope,
      Optional<Lock> lock,
      List<Child> children,
      Set<String> executions,
      int pods) {
    return OrphanPlanner.plan(
        new OrphanObservation(
            NOW,
            scope,
            lock,
            children,
            executions,
            Map.of("uid-deleted", pods),
            Settings.DEFAULTS));
  }

  private static Plan plan(Lock lock) {
    return plan(Optional.of(lock), List.of(), 0);
  }

  private static Plan plan(AChild child) {
    return plan(Optional.empty(), List.of(child.build()), 0);
  }

  private static Effect effect(Plan plan) {
    assertThat(plan).isInstanceOf(Plan.Act.class);
    return ((Plan.Act) plan).effect();
  }

  private static Optional<Instant> waits(Plan plan) {
    assertThat(plan).isInstanceOf(Plan.Await.class);
    return ((Plan.Await) plan).until();
  }

  @Test
  void doesNothingWhereNothingWasLeftBehind() {
    assertThat(waits(plan(Optional.empty(), List.of(), 0))).isEmpty();
  }

  @Test
  void leavesAloneWhatBelongsToAnExecutionThatExists() {
    Plan plan =
        plan(
            Observation.Scope.SERVER,
            Optional.of(LOCK),
            List.of(child(ChildState.SUCCEEDED).build()),
            Set.of("uid-deleted"),
            0);

    assertThat(waits(plan)).isEmpty();
  }

  @Test
  void neverTouchesWhatThisControllerDidNotWrite() {
    Plan plan = plan(Optional.of(FOREIGN), List.of(AChild.foreign().build()), 0);

    assertThat(waits(plan)).isEmpty();
  }

  @Test
  void asksTheServerWhetherTheExecutionIsReallyGone() {
    Plan plan = plan(Observation.Scope.CACHES, Optional.of(LOCK), List.of(), Set.of(), 0);

    assertThat(plan).isInstanceOf(Plan.Look.class);
    assertThat(((Plan.Look) plan).scope()).isEqualTo(Observation.Scope.SERVER);
  }

  @ParameterizedTest
  @EnumSource(names = {"HELD", "SUSPENDED", "SUCCEEDED", "FAILED"})
  void deletesAChildThatDoesNotRun(ChildState state) {
    assertThat(effect(plan(child(state)))).isEqualTo(new Effect.DeleteChild(child(state).build()));
  }

  @Test
  void deletesAChildThatNobodyHasDeletedBeforeOneThatWaitsForItsPods() {
    Child waiting =
        child(ChildState.HELD).uid("second").pipelineRun().removal(Removal.RELEASABLE).build();
    Child ended = child(ChildState.SUCCEEDED).build();

    assertThat(effect(plan(Optional.empty(), List.of(waiting, ended), 1)))
        .isEqualTo(new Effect.DeleteChild(ended));
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTED", "STOPPING"})
  void leavesWhatRunsToRunAndKeepsItsLock(ChildState state) {
    Plan plan = plan(Optional.of(LOCK), List.of(child(state).build()), 1);

    assertThat(waits(plan)).isEmpty();
  }

  @Test
  void deletesInTheForegroundWhatSomebodyDeletesCarelessly() {
    AChild careless = child(ChildState.STARTED).removal(Removal.CARELESS);

    assertThat(effect(plan(careless))).isEqualTo(new Effect.DeleteChild(careless.build()));
  }

  @Test
  void waitsForThePodsOfADeletedChild() {
    Child going = child(ChildState.SUCCEEDED).removal(Removal.FOREGROUND).build();
    Child held = child(ChildState.SUCCEEDED).removal(Removal.RELEASABLE).build();

    assertThat(waits(plan(Optional.empty(), List.of(going), 0))).isEmpty();
    assertThat(waits(plan(Optional.empty(), List.of(held), 1))).isEmpty();
    assertThat(effect(plan(Optional.empty(), List.of(held), 0)))
        .isEqualTo(new Effect.ReleaseChild(held));
  }

  /** What was suspended may be resumed, and run, for as long as it is there. */
  @ParameterizedTest
  @EnumSource(names = {"HELD", "SUSPENDED", "SUCCEEDED", "FAILED"})
  void marksTheRestOfTheTargetOnlyWhenNothingIsLeftThatCouldRun(ChildState state) {
    Child ended = child(state).endedAt(NOW.minusSeconds(60)).build();

    assertThat(effect(plan(Optional.of(LOCK), List.of(ended), 0)))
        .isEqualTo(new Effect.DeleteChild(ended));
    assertThat(waits(plan(Optional.of(LOCK), List.of(), 1))).isEmpty();
    assertThat(effect(plan(Optional.of(LOCK), List.of(), 0)))
        .isEqualTo(new Effect.MarkCooldown(LOCK, NOW.plus(Settings.DEFAULTS.cooldown())));
  }

  @Test
  void keepsALockWhilePodsOfItsExecutionAreLeft() {
    assertThat(waits(plan(Optional.of(LOCK), List.of(), 1))).isEmpty();
  }

  @Test
  void keepsALockUntilItsTargetHasRested() {
    assertThat(waits(plan(marked(NOW.plusSeconds(9))))).contains(NOW.plusSeconds(9));
    assertThat(effect(plan(marked(NOW)))).isEqualTo(new Effect.ReleaseLock(marked(NOW)));
  }

  @Test
  void findsTheOrphanAmongOthers() {
    Child orphan = child(ChildState.HELD).pipelineRun().build();
    Plan plan = plan(Optional.of(FOREIGN), List.of(AChild.foreign().build(), orphan), 0);

    assertThat(effect(plan)).isEqualTo(new Effect.DeleteChild(orphan));
  }
}
