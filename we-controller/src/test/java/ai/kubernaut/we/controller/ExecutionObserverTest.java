package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.LOCK;
import static ai.kubernaut.we.controller.Bench.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.settle.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionObserverTest {

  private static final WorkItem.OfExecution MINE = new WorkItem.OfExecution("default", "mine");
  private static final Decision DECISION =
      new Decision("job", Optional.empty(), Optional.empty(), 1);

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

  private Optional<Observation> observe(Scope scope) {
    return bench.observer.observe(MINE, scope);
  }

  private void lockFor(WatchedExecution holder) {
    assertThat(bench.locks.take(LOCK, holder.execution().metadata(), TARGET, DECISION))
        .isEqualTo(new Outcome.Done());
  }

  @Test
  void cachesCostNoRequest() {
    bench.server.forgetRequests();
    Observation o = observe(Scope.CACHES).orElseThrow();

    assertThat(bench.server.requests()).isEmpty();
    assertThat(o.execution()).isEqualTo(mine.execution());
    assertThat(o.now()).isEqualTo(Bench.NOW);
    assertThat(o.lock()).isEmpty();
    assertThat(o.children()).isEmpty();
    assertThat(o.engines()).containsEntry("job", Availability.UNKNOWN);
  }

  @Test
  void theCatalogIsAskedUntilALockOfItsOwnHasDecided() {
    assertThat(observe(Scope.CACHES).orElseThrow().catalog()).isEqualTo(bench.catalog);
    lockFor(bench.seen("rival", TARGET));
    assertThat(observe(Scope.CACHES).orElseThrow().catalog()).isEqualTo(bench.catalog);
  }

  @Test
  void theCatalogIsNotAskedWhatItsLockHasDecided() {
    lockFor(mine);

    assertThat(observe(Scope.CACHES).orElseThrow().catalog())
        .isEqualTo(new CatalogAnswer.NotAsked());
    assertThat(observe(Scope.SERVER).orElseThrow().catalog())
        .isEqualTo(new CatalogAnswer.NotAsked());
  }

  @Test
  void whatIsNotThereIsNotObserved() {
    bench.caches.executions().deleted(mine.uid(), "");

    assertThat(observe(Scope.CACHES)).isEmpty();
    assertThat(bench.observer.observe(new WorkItem.OfExecution("default", "no"), Scope.SERVER))
        .isEmpty();
  }

  @Test
  void rivalsAreTheOthersOfTheSameTargetHoweverItIsSpelled() {
    WatchedExecution rival = bench.seen("rival", "default/Deployment/my-app");
    bench.seen("elsewhere", "default/deployment/another");

    assertThat(observe(Scope.CACHES).orElseThrow().rivals()).containsExactly(rival.execution());
    assertThat(observe(Scope.SERVER).orElseThrow().rivals()).containsExactly(rival.execution());
  }

  @Test
  void childPodsAndLockAreThoseInView() {
    lockFor(mine);
    bench.jobs.written(bench.job(mine.uid(), "5", ""));
    bench.caches.pods().written(Bench.pod("pod", mine.uid()));
    bench.caches.pods().written(Bench.pod("other", "uid-of-another"));

    Observation o = observe(Scope.CACHES).orElseThrow();
    assertThat(o.lock().filter(lock -> lock.heldBy(mine.uid()))).isPresent();
    assertThat(o.children()).singleElement().matches(child -> child.belongsTo(mine.uid()));
    assertThat(o.pods()).isEqualTo(1);
  }

  @Test
  void podsThatWentBeforeTheirChildMayBeInViewForAWhile() {
    bench.caches.pods().written(Bench.pod("pod", mine.uid()));
    inDeletion("5", Names.EXECUTION_FINALIZER, "foregroundDeletion");
    inDeletion("6", Names.EXECUTION_FINALIZER);
    assertThat(removal()).isEqualTo(Child.Removal.FOREGROUND);

    bench.caches.pods().deleted(Bench.pod("pod", mine.uid()).uid(), "");
    bench.jobs.written(bench.failedAndDeleting(mine.uid(), "7", Names.EXECUTION_FINALIZER));
    assertThat(removal()).isEqualTo(Child.Removal.RELEASABLE);
  }

  /** Its engine may have made another pod before it saw the deletion. */
  @Test
  void theServerIsAskedForThePodsOfAChildThatWasDeletedWhileItRan() {
    inDeletion("5", Names.EXECUTION_FINALIZER, "foregroundDeletion");
    inDeletion("6", Names.EXECUTION_FINALIZER);

    assertThat(removal()).isEqualTo(Child.Removal.DOUBTFUL);
  }

  @Test
  void podsThatACarelessDeletionLeftAreEndedFirst() {
    bench.caches.pods().written(Bench.pod("pod", mine.uid()));
    inDeletion("5", Names.EXECUTION_FINALIZER);

    assertThat(removal()).isEqualTo(Child.Removal.CARELESS);
  }

  private void inDeletion(String version, String... finalizers) {
    bench.jobs.written(bench.deleting(mine.uid(), version, finalizers));
  }

  private Child.Removal removal() {
    return observe(Scope.CACHES).orElseThrow().children().get(0).removal();
  }

  @Test
  void theServersWordReplacesWhatIsInView() {
    bench.jobs.written(bench.job(mine.uid(), "5", ""));
    bench.caches.pods().written(Bench.pod("pod", mine.uid()));

    Observation o = observe(Scope.SERVER).orElseThrow();
    assertThat(o.scope()).isEqualTo(Scope.SERVER);
    assertThat(o.children()).isEmpty();
    assertThat(o.pods()).isZero();
  }

  @Test
  void aHolderThatIsNotInViewYetIsReadAndCountsAsARival() {
    WatchedExecution holder = bench.created("holder", TARGET);
    lockFor(holder);

    assertThat(observe(Scope.CACHES).orElseThrow().rivals()).isEmpty();
    assertThat(observe(Scope.SERVER).orElseThrow().rivals()).containsExactly(holder.execution());
    assertThat(bench.woken()).contains("WorkflowExecution default/holder");
  }

  @Test
  void aHolderOfTheSameNameButAnotherUidIsGone() {
    WatchedExecution holder = bench.created("holder", TARGET);
    Lock taken =
        new Lock(
            LOCK,
            "uid-of-lock",
            "7",
            Optional.of(new Lock.Claim(new Holder("earlier", "default", "holder"), DECISION)),
            Optional.empty());

    assertThat(bench.executions.read(taken.claim().orElseThrow().holder()).toOptional())
        .contains(Optional.empty());
    assertThat(holder.uid()).isNotEqualTo("earlier");
  }

  @Test
  void withoutAnAnswerNothingIsConcludedFromTheServer() {
    bench.close();

    assertThat(observe(Scope.SERVER)).isEmpty();
    assertThat(observe(Scope.SERVER_AND_EVENTS)).isEmpty();
    assertThat(observe(Scope.CACHES)).isPresent();
  }
}
