package ai.kubernaut.we.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.EXECUTION_STARTED;
import static ai.kubernaut.we.core.audit.AuditEventType.SELECTION_COMPLETED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveringTrailTest {

  private static final Duration TINY = Duration.ofMillis(1);
  private static final DeliveryLimits QUICK =
      DeliveryLimits.DEFAULTS.batches(10, 1 << 20, TINY).pausing(TINY, Duration.ofMillis(5));

  private final PretendSink sink = new PretendSink();
  private final CountingMetrics metrics = new CountingMetrics();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final List<String> dead = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch outage = new CountDownLatch(1);
  private DeliveringTrail trail = trail(QUICK);

  @AfterEach
  void stop() throws InterruptedException {
    outage.countDown();
    trail.close(Duration.ZERO);
  }

  private DeliveringTrail trail(DeliveryLimits limits) {
    return DeliveringTrail.to(sink)
        .limits(limits)
        .metrics(metrics)
        .deadLetters(events -> events.forEach(event -> dead.add(Events.identity(event))))
        .listener(told::add)
        .start();
  }

  @Test
  void deliversAndTellsWhenAllOfAnExecutionIsSettled() {
    List<AuditEvent> owed = Events.completed("a");

    assertThat(trail.submit(owed)).isTrue();
    await().until(() -> told.contains("a"));

    assertThat(trail.progress("a").confirms(owed)).isTrue();
    assertThat(trail.progress("a").rejected()).isEmpty();
    assertThat(sink.kept()).isEqualTo(Events.texts("a").stream().map(Events::identity).toList());
    assertThat(metrics.delivered).hasValue(3);
  }

  @Test
  void knowsNothingOfAnExecutionThatItHasNotSeen() {
    assertThat(trail.progress("a")).isEqualTo(AuditProgress.NONE);
  }

  @Test
  void handingOverDoesNotWaitForTheSinkAndHasABound() {
    trail = trail(QUICK.holding(4, 1 << 20));
    sink.answering(this::hang);

    assertThat(trail.submit(Events.completed("a"))).isTrue();
    assertThat(trail.submit(Events.completed("b"))).isFalse();
    assertThat(trail.progress("b").unsubmitted(Events.completed("b"))).hasSize(2);
    assertThat(metrics.backlog).hasValue(4);

    outage.countDown();
    await().until(() -> trail.submit(Events.completed("b")));
    await().until(() -> trail.progress("b").confirms(Events.completed("b")));
    assertThat(sink.kept()).hasSize(6);
  }

  @Test
  void aLongOutageHoldsNoMoreThanTheBoundAndLosesNothing() {
    trail = trail(QUICK.holding(100, 1 << 20));
    sink.answering(batch -> Receipt.later("down"));
    List<String> uids = IntStream.range(0, 1_000).mapToObj(i -> "uid-" + i).toList();
    for (int hour = 0; hour < 20; hour++) {
      uids.forEach(uid -> trail.submit(Events.completed(uid)));
      assertThat(metrics.backlog.get()).isLessThanOrEqualTo(100);
      assertThat(uids.stream().filter(uid -> !trail.progress(uid).submitted().isEmpty()))
          .hasSizeLessThanOrEqualTo(100);
    }

    sink.answering(batch -> Receipt.confirmed());
    for (String uid : uids) {
      await().pollDelay(Duration.ZERO).pollInterval(TINY).until(() -> offer(uid));
    }
    await().until(() -> metrics.backlog.get() == 0);
    assertThat(sink.kept()).hasSize(3 * uids.size()).doesNotHaveDuplicates();
    assertThat(dead).isEmpty();
  }

  @Test
  void theBoundCountsWhatEventsSayAsWellAsTheirNumber() {
    trail = trail(QUICK.holding(1000, 10));
    sink.answering(this::hang);

    assertThat(trail.submit(Events.running("a"))).isFalse();
    assertThat(trail.progress("a").submitted()).containsExactly(SELECTION_COMPLETED);

    outage.countDown();
    await().until(() -> trail.submit(Events.running("a")));
    await().until(() -> trail.progress("a").confirms(Events.running("a")));
  }

  @Test
  void aRepeatOfWhatIsOnItsWayOrSettledDoesNothing() {
    sink.answering(this::hang);
    trail.submit(Events.running("a"));
    trail.submit(Events.completed("a"));
    outage.countDown();
    await().until(() -> trail.progress("a").confirms(Events.completed("a")));
    trail.submit(Events.completed("a"));
    trail.submit(Events.completed("b"));
    await().until(() -> trail.progress("b").confirms(Events.completed("b")));

    assertThat(sink.kept()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void oneEventThatIsRefusedIsFoundAndParkedAndTheOthersArrive() {
    String poison = "a7 workflowexecution.workflow.completed";
    sink.answering(refusing(poison));
    submitMany(20);
    await().until(() -> told.size() >= 20 && trail.progress("a7").rejected().isPresent());

    assertThat(sink.kept()).hasSize(59).doesNotContain(poison).doesNotHaveDuplicates();
    assertThat(dead).containsExactly(poison);
    assertThat(metrics.rejected).hasValue(1);
    assertThat(metrics.deadLettered).hasValue(1);
    assertThat(metrics.backlog).hasValue(0);
    assertThat(trail.progress("a7").rejected())
        .contains("workflowexecution.workflow.completed: no such thing");
  }

  @Test
  void aRefusalIsToldOnlyOnceNothingElseOfTheExecutionIsUnderway() {
    trail = trail(QUICK.batches(1, 1, TINY));
    String poison = "a workflowexecution.selection.completed";
    sink.answering(
        batch ->
            Events.identity(batch.get(0)).equals(poison)
                ? Receipt.refused("no such thing")
                : hang(batch));
    trail.submit(Events.completed("a"));
    await().until(() -> sink.batches().size() == 2);

    assertThat(dead).containsExactly(poison);
    assertThat(trail.progress("a").rejected()).isEmpty();
    assertThat(told).isEmpty();

    outage.countDown();
    await().until(() -> told.contains("a"));
    assertThat(trail.progress("a").confirmed())
        .containsExactlyInAnyOrder(EXECUTION_STARTED, WORKFLOW_COMPLETED);
    assertThat(trail.progress("a").rejected()).isPresent();
  }

  @Test
  void oneEventThatTheSinkNeverDigestsDoesNotHoldTheOthersBack() {
    String indigestible = "a7 workflowexecution.workflow.completed";
    sink.answering(
        batch ->
            batch.stream().map(Events::identity).anyMatch(indigestible::equals)
                ? Receipt.later("broken inside")
                : Receipt.confirmed());
    submitMany(20);
    await().until(() -> sink.kept().size() == 59);

    assertThat(sink.kept()).doesNotContain(indigestible).doesNotHaveDuplicates();
    assertThat(trail.progress("a7").submitted()).contains(WORKFLOW_COMPLETED);
    assertThat(metrics.retried).hasPositiveValue();
    assertThat(dead).isEmpty();
  }

  @Test
  void whatIsSurrenderedGoesToTheDeadLettersOnceAndNoFurther() {
    sink.answering(batch -> Receipt.later("down"));
    trail.submit(Events.running("a"));
    trail.surrender(Events.completed("a"));
    trail.surrender(Events.completed("a"));
    sink.answering(batch -> Receipt.confirmed());
    trail.submit(Events.completed("b"));
    await().until(() -> trail.progress("b").confirms(Events.completed("b")));

    assertThat(dead).isEqualTo(Events.texts("a").stream().map(Events::identity).toList());
    assertThat(metrics.deadLettered).hasValue(3);
    await().until(() -> metrics.backlog.get() == 0);
  }

  @Test
  void whatTheSinkHasIsNotSurrendered() {
    trail.submit(Events.running("a"));
    await().until(() -> told.contains("a"));
    trail.surrender(Events.completed("a"));

    assertThat(dead).containsExactly("a workflowexecution.workflow.completed");
  }

  @Test
  void forgetsAnExecutionAndWhatOfItStillWaits() {
    sink.answering(batch -> Receipt.later("down"));
    trail.submit(Events.running("a"));
    trail.forget("a");
    sink.answering(batch -> Receipt.confirmed());
    trail.submit(Events.completed("b"));
    await().until(() -> trail.progress("b").confirms(Events.completed("b")));

    assertThat(trail.progress("a")).isEqualTo(AuditProgress.NONE);
    assertThat(sink.kept()).noneMatch(identity -> identity.startsWith("a "));
  }

  @Test
  void survivesASinkAndAListenerThatBreakTheirPromises() throws InterruptedException {
    trail.close(Duration.ZERO);
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    trail =
        DeliveringTrail.to(sink)
            .limits(QUICK)
            .listener(
                uid -> {
                  heard.add(uid);
                  throw new IllegalStateException("deaf");
                })
            .start();
    sink.answering(
        batch -> {
          sink.answering(any -> Receipt.confirmed());
          throw new IllegalStateException("broken");
        });
    trail.submit(Events.completed("a"));
    await().until(() -> heard.contains("a"));
    trail.submit(Events.completed("b"));
    await().until(() -> heard.contains("b"));

    assertThat(sink.kept()).hasSize(6);
  }

  @Test
  void closingDeliversWhatIsLeftWithoutLingering() throws InterruptedException {
    trail = trail(QUICK.batches(100, 1 << 20, Duration.ofDays(1)));
    trail.submit(Events.completed("a"));

    assertThat(trail.close(Duration.ofMinutes(1))).isTrue();
    assertThat(sink.kept()).hasSize(3);
    assertThat(sink.closed()).isTrue();
    assertThat(trail.submit(Events.completed("b"))).isFalse();
  }

  @Test
  void closingDoesNotWaitForASinkThatIsDown() throws InterruptedException {
    sink.answering(batch -> Receipt.later("down"));
    trail.submit(Events.completed("a"));

    assertThat(trail.close(TINY)).isFalse();
    assertThat(trail.progress("a").confirmed()).isEmpty();
  }

  @Test
  void closingDoesNotWaitForASinkThatHangs() throws InterruptedException {
    sink.answering(this::hang);
    trail.submit(Events.completed("a"));

    assertThat(trail.close(TINY)).isFalse();
  }

  private void submitMany(int executions) {
    IntStream.range(0, executions)
        .forEach(i -> assertThat(trail.submit(Events.completed("a" + i))).isTrue());
  }

  private boolean offer(String uid) {
    return trail.submit(Events.completed(uid));
  }

  private Receipt hang(List<String> batch) {
    try {
      outage.await();
      return Receipt.confirmed();
    } catch (InterruptedException closed) {
      return Receipt.later("closed");
    }
  }

  private static Function<List<String>, Receipt> refusing(String poison) {
    return batch ->
        batch.stream().map(Events::identity).anyMatch(poison::equals)
            ? Receipt.refused("no such thing")
            : Receipt.confirmed();
  }
}
