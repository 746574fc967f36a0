package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.LOCK;
import static ai.kubernaut.we.controller.Bench.TARGET;
import static ai.kubernaut.we.controller.runtime.Change.Origin.WATCH;
import static ai.kubernaut.we.controller.runtime.Change.Origin.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.executor.job.LeanJob;
import ai.kubernaut.we.executor.tekton.LeanTaskRun;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes of children and pods wake, and what they do not. */
class ChildWakeupsTest {

  private static final String MINE = "WorkflowExecution default/mine";
  private static final String STARTED = ",\"spec\":{\"suspend\":false}";
  private static final String FAILED =
      STARTED + ",\"status\":{\"conditions\":[{\"type\":\"Failed\",\"status\":\"True\"}]}";

  private Bench bench;
  private WatchedExecution mine;

  @BeforeEach
  void oneExecution() {
    bench = new Bench();
    mine = bench.seen("mine", TARGET);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void changed(Optional<LeanJob> before, Optional<LeanJob> after, Change.Origin origin) {
    Change<LeanJob> change = new Change<>(before, after, origin);
    bench.traces.saw(change);
    bench.wakeups.child(change, bench.engine::observe);
  }

  private void changed(Change<LeanPod> change) {
    bench.pods.saw(change);
    bench.wakeups.pod(change);
  }

  private Optional<LeanJob> job(String version, String rest) {
    return Optional.of(bench.job(mine.uid(), version, rest));
  }

  private Optional<LeanJob> deleting(String version, String... finalizers) {
    return Optional.of(bench.deleting(mine.uid(), version, finalizers));
  }

  @Test
  void anEndThatTheWatchBringsWakesTheOwner() {
    changed(job("5", STARTED), job("6", FAILED), WATCH);

    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void aChildThatSomebodyGivesToAnotherWakesBoth() {
    WatchedExecution other = bench.seen("other", TARGET);
    Optional<LeanJob> given = Optional.of(bench.job(other.uid(), "6", STARTED));
    changed(job("5", STARTED), given, WATCH);

    assertThat(bench.woken()).containsExactlyInAnyOrder(MINE, "WorkflowExecution default/other");
  }

  @Test
  void anOwnWriteToAChildDoesNotWakeItsOwner() {
    changed(job("5", ""), job("6", STARTED), WRITE);

    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void aChangeThatNoDecisionRestsOnWakesNobody() {
    changed(job("5", STARTED), job("6", STARTED + ",\"status\":{\"active\":1,\"ready\":1}"), WATCH);

    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void aChildThatIsGoneWakesThoseWhoWait() {
    changed(job("5", FAILED), Optional.empty(), WRITE);

    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void aChildThatWasDeletedInTheForegroundIsSeenToGoAfterItsPods() {
    changed(job("5", FAILED), deleting("6", "kubernaut.ai/execution", "foregroundDeletion"), WRITE);
    changed(deleting("6", "foregroundDeletion"), deleting("7", "kubernaut.ai/execution"), WATCH);
    assertThat(bench.traces.podsFirst("uid-of-job")).isTrue();
    assertThat(bench.traces.gone("uid-of-job")).isFalse();

    changed(deleting("7", "kubernaut.ai/execution"), Optional.empty(), WRITE);
    assertThat(bench.traces.gone("uid-of-job")).isTrue();
  }

  @Test
  void aChildThatWasDeletedInAnyOtherWayMayLeavePods() {
    changed(job("5", STARTED), deleting("6", "kubernaut.ai/execution", "orphan"), WATCH);
    changed(deleting("6", "orphan"), deleting("7", "foregroundDeletion"), WRITE);
    changed(deleting("7", "foregroundDeletion"), Optional.empty(), WATCH);

    assertThat(bench.traces.podsFirst("uid-of-job")).isFalse();
    assertThat(bench.traces.gone("uid-of-job")).isFalse();
  }

  @Test
  void aChildWithoutAnOwnerIsClearedUp() {
    bench.caches.executions().deleted(mine.uid(), "");
    changed(Optional.empty(), job("5", STARTED), WATCH);

    assertThat(bench.woken()).containsExactly("target " + LOCK);
  }

  @Test
  void aChildThatAReadBringsBeforeTheWatchWakesItsOwner() {
    JsonObject manifest =
        Json.parse(
                """
                {"metadata":{"name":"%s","labels":{"kubernaut.ai/workflow-execution-uid":"%s"}},
                 "spec":{"suspend":true,"template":{"spec":{"restartPolicy":"Never",
                  "containers":[{"name":"workflow","image":"a:1"}]}}}}
                """
                    .formatted(LOCK, mine.uid()))
            .orElseThrow();
    Bench.value(bench.api.create(ResourceType.JOBS, Bench.NAMESPACE, manifest));

    assertThat(bench.engine.read(Set.of(LOCK), false).orElseThrow()).hasSize(1);
    assertThat(bench.woken()).containsExactly(MINE);
    assertThat(bench.engine.read(Set.of(LOCK), false).orElseThrow()).hasSize(1);
    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void onlyTheLastPodThatGoesWakesTheOwner() {
    LeanPod first = Bench.pod("first", mine.uid());
    LeanPod last = Bench.pod("last", mine.uid());
    bench.caches.pods().written(last);
    changed(new Change<>(Optional.of(first), Optional.empty(), WATCH));
    assertThat(bench.woken()).isEmpty();

    bench.caches.pods().deleted(last.uid(), "");
    changed(new Change<>(Optional.of(last), Optional.empty(), WATCH));
    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void theLastPodThatSomebodyGivesToAnotherWakesItsFormerOwner() {
    LeanPod before = Bench.pod("last", mine.uid());
    LeanPod after = Bench.pod("last", "uid-of-another");
    changed(new Change<>(Optional.of(before), Optional.of(after), WATCH));

    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void aChildThatMayGoWaitsForItsLastPodToGoFromView() {
    LeanPod pod = Bench.pod("pod", mine.uid());
    changed(new Change<>(Optional.of(pod), Optional.of(pod.asDeleted()), WATCH));
    bench.caches.pods().written(pod.asDeleted());
    Optional<LeanJob> releasable = deleting("7", "kubernaut.ai/execution");
    changed(deleting("6", "kubernaut.ai/execution", "foregroundDeletion"), releasable, WATCH);
    assertThat(bench.woken()).isEmpty();

    bench.jobs.written(releasable.get());
    bench.caches.pods().deleted(pod.uid(), "");
    changed(new Change<>(Optional.of(pod), Optional.empty(), WATCH));
    assertThat(bench.woken()).containsExactly(MINE);
  }

  /** Its engine did not know yet that the child was deleted. */
  @Test
  void aPodThatComesAfterAChildHasWaitedForItsPodsHasItDeletedOnceMore() {
    bench.caches.pods().written(Bench.pod("old", mine.uid()));
    Optional<LeanJob> releasable = deleting("7", "kubernaut.ai/execution");
    changed(deleting("6", "kubernaut.ai/execution", "foregroundDeletion"), releasable, WATCH);
    bench.jobs.written(releasable.get());
    assertThat(bench.woken()).as("the old one went before").isEmpty();

    LeanPod late = Bench.pod("late", mine.uid(), "8");
    bench.caches.pods().written(late);
    changed(new Change<>(Optional.empty(), Optional.of(late), WATCH));
    assertThat(bench.woken()).containsExactly(MINE);
    assertThat(bench.engine.observe(releasable.get()).removal()).isEqualTo(Removal.CARELESS);
  }

  @Test
  void aPartWakesTheOwnerOfAChildWhoseDeletionDoesNotWaitForIt() {
    LeanTaskRun part =
        new LeanTaskRun(
            "TaskRun", Bench.NAMESPACE, "t", "t", "7", mine.uid(), "", false, "t", List.of());
    bench.jobs.written(deleting("6", "kubernaut.ai/execution", "foregroundDeletion").get());
    bench.wakeups.part(part);
    assertThat(bench.woken()).as("the child changes when it is gone").isEmpty();

    bench.jobs.written(deleting("8", "kubernaut.ai/execution").get());
    bench.wakeups.part(part.asDeleted());
    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void theLastPodThatGoesHasAChildWithoutOwnerAndLockClearedUp() {
    LeanPod pod = Bench.pod("pod", mine.uid());
    bench.caches.executions().deleted(mine.uid(), "");
    bench.jobs.written(deleting("7", "kubernaut.ai/execution").get());
    changed(new Change<>(Optional.of(pod), Optional.empty(), WATCH));

    assertThat(bench.woken()).containsExactly("target " + LOCK);
  }

  @Test
  void aChildWhosePodsWentFirstAndAreInViewStillIsLeftAlone() {
    bench.caches.pods().written(Bench.pod("pod", mine.uid()));
    Optional<LeanJob> foreground = deleting("6", "kubernaut.ai/execution", "foregroundDeletion");
    changed(foreground, deleting("7", "kubernaut.ai/execution"), WATCH);

    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void aPodThatShowsMoreThanTheStatusSaysWakesTheOwnerOfARunningChild() {
    WatchedExecution running = bench.inPhase(mine, Phase.RUNNING);
    LeanPod pod = Bench.pod("pod", running.uid());
    bench.jobs.written(bench.job(mine.uid(), "5", STARTED));
    changed(new Change<>(Optional.empty(), Optional.of(pod), WATCH));
    assertThat(bench.woken()).as("its end may follow at once").isEmpty();
    bench.pass(Duration.ofSeconds(1));
    assertThat(bench.woken()).containsExactly(MINE);

    bench.jobs.written(bench.job(mine.uid(), "6", FAILED));
    changed(new Change<>(Optional.of(pod), Optional.of(pod), WATCH));
    bench.pass(Duration.ofMinutes(1));
    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void progressIsWrittenNoOftenerThanConfigured() {
    WatchedExecution running = bench.inPhase(mine, Phase.RUNNING);
    bench.pace.wrote(running.uid(), Bench.NOW);
    bench.jobs.written(bench.job(mine.uid(), "5", STARTED));
    LeanPod pod = Bench.pod("pod", running.uid());
    for (int i = 0; i < 5; i++) {
      changed(new Change<>(Optional.of(pod), Optional.of(pod), WATCH));
      bench.pass(Duration.ofSeconds(1));
    }
    assertThat(bench.woken()).isEmpty();

    bench.pass(Settings.DEFAULTS.progressInterval().minusSeconds(5));
    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void aPodThatComesOrChangesBeforeAnythingRunsWakesNobody() {
    LeanPod pod = Bench.pod("pod", mine.uid());
    changed(new Change<>(Optional.empty(), Optional.of(pod), WATCH));
    changed(new Change<>(Optional.of(pod), Optional.of(pod), WATCH));

    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void aPodThatIsGoneIsRememberedAsLongAsItsExecutionIsThere() {
    LeanPod pod = Bench.pod("pod", mine.uid());
    changed(new Change<>(Optional.of(pod), Optional.empty(), WATCH));
    assertThat(bench.pods.asLastSeen(mine.uid())).containsExactly(pod.asDeleted());

    bench.wakeups.execution(new Change<>(Optional.of(mine), Optional.empty(), WATCH));
    bench.caches.executions().deleted(mine.uid(), "");
    changed(new Change<>(Optional.of(pod), Optional.empty(), WATCH));
    assertThat(bench.pods.asLastSeen(mine.uid())).isEmpty();
  }

  @Test
  void aPodThatNobodyKnowsWakesNobody() {
    LeanPod pod = Bench.pod("pod", "uid-of-nobody");
    changed(new Change<>(Optional.of(pod), Optional.empty(), WATCH));

    assertThat(bench.woken()).isEmpty();
  }
}
