package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.LOCK;
import static ai.kubernaut.we.controller.Bench.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each step is the one call that it is, conditional on what was seen. */
class EffectsTest {

  private static final Outcome DONE = new Outcome.Done();
  private static final Effect.TakeLock TAKE =
      new Effect.TakeLock(LOCK, new Decision("job", Optional.empty(), Optional.of("runner"), 1));

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

  private Outcome apply(Effect effect) {
    return effect.match(bench.effects.on(mine.execution()));
  }

  private List<String> finalizers() {
    return Json.strings(bench.get(mine.ref()), "metadata", "finalizers");
  }

  @Test
  void ourFinalizerComesAndGoesBesideThoseOfOthers() {
    assertThat(apply(new Effect.AddFinalizer())).isEqualTo(DONE);
    assertThat(finalizers())
        .containsExactly("example.com/of-somebody-else", Names.CLEANUP_FINALIZER);

    mine = bench.executions.seen("default", "mine").orElseThrow();
    assertThat(apply(new Effect.RemoveFinalizer())).isEqualTo(DONE);
    assertThat(finalizers()).containsExactly("example.com/of-somebody-else");
  }

  @Test
  void anOldViewOfTheExecutionChangesNothing() {
    assertThat(apply(new Effect.AddFinalizer())).isEqualTo(DONE);
    assertThat(apply(new Effect.RemoveFinalizer())).isInstanceOf(Outcome.Stale.class);
    assertThat(finalizers()).contains(Names.CLEANUP_FINALIZER);
  }

  @Test
  void theLockIsTakenOnceAndIsInViewAtOnce() {
    assertThat(apply(TAKE)).isEqualTo(DONE);

    Lock lock = bench.locks.seenHeldBy(mine.uid()).orElseThrow();
    assertThat(lock.claim().orElseThrow().decision()).isEqualTo(TAKE.decision());
    assertThat(apply(TAKE)).isInstanceOf(Outcome.Stale.class);
  }

  @Test
  void aLockThatHasChangedIsNotReleased() {
    assertThat(apply(TAKE)).isEqualTo(DONE);
    Lock seen = bench.locks.seen(LOCK).orElseThrow();
    assertThat(apply(new Effect.MarkCooldown(seen, Bench.NOW))).isEqualTo(DONE);
    Lock marked = bench.locks.seen(LOCK).orElseThrow();
    assertThat(marked.cooldownUntil()).contains(Bench.NOW);

    assertThat(apply(new Effect.ReleaseLock(seen))).isInstanceOf(Outcome.Stale.class);
    assertThat(bench.find(ResourceType.LEASES, LOCK)).isPresent();
    assertThat(apply(new Effect.ReleaseLock(marked))).isEqualTo(DONE);
    assertThat(bench.find(ResourceType.LEASES, LOCK)).isEmpty();
    assertThat(bench.locks.seen(LOCK)).isEmpty();
    assertThat(apply(new Effect.ReleaseLock(marked))).isEqualTo(DONE);
  }

  @Test
  void aChildIsStartedDeletedAndReleased() {
    Child held = child();
    assertThat(held.state()).isEqualTo(ChildState.HELD);

    assertThat(apply(new Effect.StartChild(held))).isEqualTo(DONE);
    assertThat(apply(new Effect.StartChild(held))).isInstanceOf(Outcome.Stale.class);
    assertThat(onlyChild().state()).isEqualTo(ChildState.STARTED);

    assertThat(apply(new Effect.StopChild(onlyChild()))).isEqualTo(DONE);
    Awaitility.await()
        .until(
            () ->
                bench.engine.read(Set.of(LOCK), false).orElseThrow().get(0).removal()
                    == Child.Removal.RELEASABLE);
    assertThat(apply(new Effect.ReleaseChild(onlyChild()))).isEqualTo(DONE);
    assertThat(bench.find(ResourceType.JOBS, LOCK)).isEmpty();
    assertThat(bench.engines.children(mine.uid(), Set.of(LOCK))).isEmpty();
  }

  @Test
  void aChildThatIsGoneCountsAsDeleted() {
    Child held = child();
    JsonObject finalizersOff = new JsonObject();
    finalizersOff.add("metadata", new JsonObject());
    finalizersOff.getAsJsonObject("metadata").add("finalizers", new JsonArray());
    Bench.value(
        bench.api.mergePatch(ResourceType.JOBS.named(Bench.NAMESPACE, LOCK), finalizersOff));
    Bench.value(
        bench.api.delete(
            ResourceType.JOBS.named(Bench.NAMESPACE, LOCK), Deletion.background(held.uid())));

    assertThat(apply(new Effect.DeleteChild(held))).isEqualTo(DONE);
    assertThat(bench.engines.children(mine.uid(), Set.of(LOCK))).isEmpty();
  }

  @Test
  void childrenOfNobodyInParticularAreNotAskedFor() {
    bench.jobs.written(bench.job("", "5", ""));

    assertThat(bench.engines.children("", Set.of("wfe-other"))).isEmpty();
    assertThat(bench.engines.children("", Set.of(LOCK))).hasSize(1);
  }

  @Test
  void auditEventsThatFindNoRoomAreOfferedLater() {
    assertThat(apply(new Effect.SubmitAudit(List.of(), Optional.empty()))).isEqualTo(DONE);
    bench.audit.full = true;

    assertThat(apply(new Effect.SubmitAudit(List.of(), Optional.empty())))
        .isEqualTo(
            new Outcome.Delayed(
                FailureReason.UNKNOWN, "The audit trail has no room.", Optional.empty()));
    assertThat(apply(new Effect.SurrenderAudit(List.of()))).isEqualTo(DONE);
  }

  @Test
  void withoutAnExecutionNothingIsCreated() {
    for (Effect effect : List.of(new Effect.AddFinalizer(), new Effect.RemoveFinalizer(), TAKE)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> effect.match(bench.effects.onOrphans()))
          .withMessage("this step belongs to an execution");
    }
  }

  @Test
  void aFailureIsExplainedOnlyWhenTheWatchHasToldHowThePodsEnded() {
    child();
    LeanPod gone = Bench.pod("gone", mine.uid());
    bench.caches.pods().written(gone);

    assertThat(bench.engine.read(Set.of(LOCK), true)).as("it is not at the server").isEmpty();
    assertThat(bench.engine.read(Set.of(LOCK), false)).isPresent();
    bench.caches.pods().deleted(gone.uid(), "");
    assertThat(bench.engine.read(Set.of(LOCK), true)).isPresent();
  }

  @Test
  void anApiThatDoesNotAnswerLeavesItOpen() {
    bench.close();

    assertThat(apply(TAKE)).isInstanceOf(Outcome.Unknown.class);
    assertThat(apply(new Effect.AddFinalizer())).isInstanceOf(Outcome.Unknown.class);
  }

  /** A child that is created held, as read from the server. */
  private Child child() {
    JsonObject manifest =
        Json.parse(
                """
                {"metadata":{"name":"%s","finalizers":["%s"],"labels":{"%s":"%s"}},
                 "spec":{"suspend":true,"template":{"spec":{"restartPolicy":"Never",
                  "containers":[{"name":"workflow","image":"a:1"}]}}}}
                """
                    .formatted(
                        LOCK, Names.EXECUTION_FINALIZER, Names.EXECUTION_UID_LABEL, mine.uid()))
            .orElseThrow();
    Bench.value(bench.api.create(ResourceType.JOBS, Bench.NAMESPACE, manifest));
    return bench.engine.read(Set.of(LOCK), false).orElseThrow().get(0);
  }

  private Child onlyChild() {
    return bench.engines.children(mine.uid(), Set.of()).get(0);
  }
}
