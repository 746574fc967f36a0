package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.LOCK;
import static ai.kubernaut.we.controller.Bench.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.runtime.Next;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutionReconcilerTest {

  private static final WorkItem.OfExecution MINE = new WorkItem.OfExecution("default", "mine");

  private final List<WorkItem> looks = new ArrayList<>();
  private Bench bench;

  @BeforeEach
  void oneExecution() {
    bench = new Bench();
    bench.jobs.start();
    Awaitility.await().until(bench.jobs::synced);
    bench.seen("mine", TARGET);
  }

  @AfterEach
  void close() {
    bench.jobs.close();
    bench.close();
  }

  private Next reconcile(BooleanSupplier leads) {
    return new ExecutionReconciler(bench.observer, bench.effects, bench.writer, looks::add, leads)
        .reconcile(MINE);
  }

  private String phase() {
    return Json.string(bench.get(WatchedExecution.TYPE.named("default", "mine")), "status", "phase")
        .orElse("");
  }

  @Test
  void whatDoesNotExistNeedsNothing() {
    WatchCache<WatchedExecution> executions = bench.caches.executions();
    executions.all().forEach(e -> executions.deleted(e.uid(), ""));

    assertThat(reconcile(() -> true)).isEqualTo(Next.done());
  }

  @Test
  void anExecutionIsTakenAsFarAsItsHeldChildInOneGo() {
    Next next = reconcile(() -> true);

    assertThat(next).isInstanceOf(Next.At.class);
    assertThat(phase()).isEqualTo("Running");
    assertThat(bench.find(ResourceType.LEASES, LOCK)).isPresent();
    assertThat(Json.bool(bench.find(ResourceType.JOBS, LOCK).orElseThrow(), "spec", "suspend"))
        .contains(true);
    assertThat(bench.notes).hasSize(1);
  }

  @Test
  void everyLookIsAnnouncedBeforeItIsTaken() {
    AtomicInteger asked = new AtomicInteger();
    Next unused = reconcile(() -> asked.incrementAndGet() > 0);

    assertThat(looks).hasSize(asked.get()).containsOnly(MINE);
  }

  @Test
  void whoDoesNotLeadTakesNoStep() {
    bench.server.forgetRequests();

    assertThat(reconcile(() -> false)).isEqualTo(Next.retry());
    assertThat(
            bench.server.requests().stream()
                .filter(r -> !List.of("get", "list", "watch").contains(r.verb())))
        .isEmpty();
    assertThat(looks).isEmpty();
  }

  @Test
  void whoLeadsNoMoreStopsBeforeTheNextStep() {
    AtomicInteger asked = new AtomicInteger();

    assertThat(reconcile(() -> asked.incrementAndGet() == 1)).isEqualTo(Next.retry());
    assertThat(
            Json.strings(
                bench.get(WatchedExecution.TYPE.named("default", "mine")),
                "metadata",
                "finalizers"))
        .contains(Names.CLEANUP_FINALIZER);
    assertThat(bench.find(ResourceType.LEASES, LOCK)).isEmpty();
  }

  @Test
  void goingRoundInCirclesEndsInARetry() {
    bench.audit.forgetful = true;

    assertThat(reconcile(() -> true)).isEqualTo(Next.retry());
    assertThat(bench.audit.submitted).isNotEmpty();
    assertThat(looks).hasSizeLessThan(30);
  }

  @Test
  void aServerThatDoesNotAnswerIsTriedAgain() {
    bench.close();

    assertThat(reconcile(() -> true)).isInstanceOf(Next.Retry.class);
  }
}
