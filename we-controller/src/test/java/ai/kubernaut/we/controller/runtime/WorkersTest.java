package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final ManualTime time = new ManualTime();
  private final WorkQueue<String> queue =
      WorkQueue.<String>builder(key -> key.substring(0, 1))
          .backoff(new Backoff(Duration.ofNanos(1), Duration.ofMillis(5)))
          .build();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  @AfterEach
  void shutDown() {
    queue.shutDown();
  }

  @Test
  void whateverAReconcilerThrowsTheKeyIsTriedAgain() {
    Map<Integer, Throwable> broken =
        Map.of(
            1, new IllegalStateException("first"),
            2, new StackOverflowError(),
            3, new AssertionError("third"));
    start(
        1,
        key -> {
          int attempt = count(key);
          if (attempt == 4) {
            return noNext();
          }
          return broken.containsKey(attempt) ? sneaky(broken.get(attempt)) : Next.done();
        });
    queue.add("a");

    await().until(() -> seen.getOrDefault("a", 0) == 5);
    queue.add("b");
    await().until(() -> seen.getOrDefault("b", 0) == 5);
  }

  @Test
  void aReconcilerThatLeavesItsThreadInterruptedEndsNoWorker() {
    start(
        1,
        key -> {
          count(key);
          Thread.currentThread().interrupt();
          return Next.done();
        });
    queue.add("a");
    await().until(() -> seen.containsKey("a"));
    queue.add("b");

    await().until(() -> seen.containsKey("b"));
  }

  @Test
  void looksAgainWhenAsked() {
    List<Next> answers =
        List.of(
            Next.after(Duration.ofMillis(1)),
            Next.at(time.instant().plusMillis(1)),
            Next.at(time.instant().minusSeconds(60)),
            Next.retry(),
            Next.retry(Duration.ofMillis(1)),
            Next.done());
    start(1, key -> answers.get(count(key) - 1));
    queue.add("a");

    await().until(() -> seen.getOrDefault("a", 0) == 6);
    await().during(Duration.ofMillis(100)).until(() -> seen.get("a") == 6);
  }

  @Test
  void keysOfOneGroupAreNeverReconciledSideBySide() {
    Map<Character, AtomicInteger> inHand = new ConcurrentHashMap<>();
    List<String> clashes = new CopyOnWriteArrayList<>();
    AtomicInteger done = new AtomicInteger();
    start(
        8,
        key -> {
          AtomicInteger group = inHand.computeIfAbsent(key.charAt(0), any -> new AtomicInteger());
          if (group.incrementAndGet() > 1) {
            clashes.add(key);
          }
          for (int i = 0; i < 1000; i++) {
            Thread.onSpinWait();
          }
          group.decrementAndGet();
          done.incrementAndGet();
          return Next.done();
        });
    for (int i = 0; i < 900; i++) {
      queue.add((char) ('a' + i % 3) + "-" + i);
    }

    await().until(() -> done.get() == 900);
    assertThat(clashes).isEmpty();
  }

  @Test
  void keysOfDifferentGroupsAreReconciledSideBySideByAsManyAsThereAreWorkers() {
    CountDownLatch together = new CountDownLatch(3);
    start(
        3,
        key -> {
          together.countDown();
          await().until(() -> together.getCount() == 0);
          count(key);
          return Next.done();
        });
    List.of("a", "b", "c").forEach(queue::add);

    await().until(() -> seen.size() == 3);
  }

  @Test
  void aWorkerThatIsStuckIsTold() {
    CountDownLatch release = new CountDownLatch(1);
    Workers<String> workers =
        start(
            2,
            key -> {
              count(key);
              await().until(() -> release.getCount() == 0);
              return Next.done();
            });
    queue.add("a");
    await().until(() -> seen.containsKey("a"));
    assertThat(workers.stuckFor(Duration.ofMinutes(10))).isEmpty();

    time.pass(Duration.ofMinutes(11));
    assertThat(workers.stuckFor(Duration.ofMinutes(10))).contains("a");

    release.countDown();
    await().until(() -> workers.stuckFor(Duration.ofMinutes(10)).isEmpty());
  }

  @Test
  void stoppingWaitsForTheWorkInHandOnly() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Workers<String> workers =
        start(
            1,
            key -> {
              count(key);
              await().until(() -> release.getCount() == 0);
              return Next.retry();
            });
    queue.add("a");
    queue.add("b");
    await().until(() -> seen.containsKey("a"));

    assertThat(workers.stop(Duration.ofMillis(10))).isFalse();
    release.countDown();
    assertThat(workers.stop(Duration.ofSeconds(30))).isTrue();
    assertThat(seen).containsOnlyKeys("a");
  }

  private Workers<String> start(int count, Reconciler<String> reconciler) {
    Workers<String> workers =
        new Workers<>(count, queue, reconciler, time, time, QueueMetrics.NONE);
    workers.start();
    return workers;
  }

  private int count(String key) {
    return seen.merge(key, 1, Integer::sum);
  }

  private static Next noNext() {
    return null;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> Next sneaky(Throwable broken) throws E {
    throw (E) broken;
  }
}
