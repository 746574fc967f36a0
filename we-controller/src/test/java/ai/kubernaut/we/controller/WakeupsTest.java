package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.LOCK;
import static ai.kubernaut.we.controller.Bench.TARGET;
import static ai.kubernaut.we.controller.runtime.Change.Origin.WATCH;
import static ai.kubernaut.we.controller.runtime.Change.Origin.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes of executions and locks wake, and what they do not. */
class WakeupsTest {

  private static final String MINE = "WorkflowExecution default/mine";
  private static final String OTHER = "WorkflowExecution default/other";
  private static final String ORPHANS = "target " + LOCK;

  private Bench bench;
  private WatchedExecution mine;
  private WatchedExecution other;

  @BeforeEach
  void twoExecutionsOfOneTarget() {
    bench = new Bench();
    mine = bench.seen("mine", TARGET);
    other = bench.seen("other", "default/Deployment/my-app");
    bench.seen("elsewhere", "default/deployment/another");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anExecutionThatTheWatchBringsIsLookedAt() {
    bench.wakeups.execution(new Change<>(Optional.empty(), Optional.of(mine), WATCH));

    assertThat(bench.woken()).contains(MINE);
  }

  @Test
  void aChangeBySomebodyElseWakesAnExecution() {
    WatchedExecution running = bench.inPhase(mine, Phase.RUNNING);
    bench.wakeups.execution(new Change<>(Optional.of(mine), Optional.of(running), WATCH));

    assertThat(bench.woken()).contains(MINE);
  }

  @Test
  void anOwnWriteDoesNotWakeItself() {
    WatchedExecution running = bench.inPhase(mine, Phase.RUNNING);
    bench.wakeups.execution(new Change<>(Optional.of(mine), Optional.of(running), WRITE));

    assertThat(bench.woken()).containsExactly(OTHER);
  }

  @Test
  void aNewVersionAloneWakesNobody() {
    WatchedExecution again = bench.inPhase(mine, Phase.PENDING);
    WatchedExecution later = bench.inPhase(again, Phase.PENDING);
    bench.wakeups.execution(new Change<>(Optional.of(again), Optional.of(later), WATCH));

    assertThat(later.resourceVersion()).isNotEqualTo(again.resourceVersion());
    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void anExecutionThatIsGoneWakesRivalsAndWhoeverClearsUpAfterIt() {
    bench.caches.executions().deleted(mine.uid(), "");
    bench.wakeups.execution(new Change<>(Optional.of(mine), Optional.empty(), WRITE));

    assertThat(bench.woken()).containsExactlyInAnyOrder(OTHER, ORPHANS);
    assertThat(bench.audit.forgotten).containsExactly(mine.uid());
  }

  @Test
  void aLockThatGoesWakesThoseWhoWaitAndNobodyElse() {
    bench.inPhase(other, Phase.RUNNING);
    LockLease lock = lock(mine, "7", Optional.empty());
    bench.wakeups.lock(new Change<>(Optional.of(lock), Optional.empty(), WRITE));

    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void aLockThatSomebodyElseWritesWakesItsHolder() {
    LockLease marked = lock(mine, "8", Optional.of(Bench.NOW));
    bench.wakeups.lock(
        new Change<>(Optional.of(lock(mine, "7", Optional.empty())), Optional.of(marked), WATCH));

    assertThat(bench.woken()).containsExactly(MINE);
  }

  @Test
  void aLockWithoutAHolderIsClearedUp() {
    bench.caches.executions().deleted(mine.uid(), "");
    LockLease lock = lock(mine, "7", Optional.empty());
    bench.wakeups.lock(new Change<>(Optional.empty(), Optional.of(lock), WATCH));

    assertThat(bench.woken()).containsExactly(ORPHANS);
  }

  @Test
  void anOwnLockAndANewVersionOfALockWakeNobody() {
    LockLease lock = lock(mine, "7", Optional.empty());
    bench.wakeups.lock(new Change<>(Optional.empty(), Optional.of(lock), WRITE));
    LockLease later = lock(mine, "8", Optional.empty());
    bench.wakeups.lock(new Change<>(Optional.of(lock), Optional.of(later), WATCH));

    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void whatAReadBringsBeforeTheWatchWakesWhomItConcerns() {
    WatchedExecution unseen = bench.created("unseen", TARGET);
    bench.caches.executions().listen(bench.wakeups::execution);

    assertThat(bench.executions.read("default", "unseen").toOptional()).isPresent();
    assertThat(bench.executions.exists(unseen.uid())).isTrue();
    assertThat(bench.woken()).contains("WorkflowExecution default/unseen");
    assertThat(bench.executions.read("default", "unseen").toOptional()).isPresent();
    assertThat(bench.woken()).isEmpty();
  }

  @Test
  void aLockThatAReadBringsBeforeTheWatchWakesItsHolder() {
    Decision decision = new Decision("job", Optional.empty(), Optional.empty(), 1);
    Bench.value(
        bench.api.create(
            ResourceType.LEASES,
            Bench.NAMESPACE,
            LockLease.manifest(
                Bench.NAMESPACE, LOCK, mine.execution().metadata(), TARGET, decision, Bench.NOW)));

    assertThat(bench.locks.read(LOCK).toOptional()).isPresent();
    assertThat(bench.woken()).containsExactly(MINE);
  }

  private static LockLease lock(
      WatchedExecution holder, String version, Optional<Instant> cooldownUntil) {
    Decision decision = new Decision("job", Optional.empty(), Optional.empty(), 1);
    LockLease decoded =
        LockLease.decode(
            LockLease.manifest(
                Bench.NAMESPACE, LOCK, holder.execution().metadata(), TARGET, decision, Bench.NOW));
    return new LockLease(
        Bench.NAMESPACE,
        new Lock(LOCK, "uid-of-lock", version, decoded.lock().claim(), cooldownUntil));
  }
}
