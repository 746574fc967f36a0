package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  private final ManualTime time = new ManualTime();
  private final Map<String, String> groups = new HashMap<>();
  private final Metrics metrics = new Metrics();
  private final WorkQueue<String> queue =
      WorkQueue.builder(this::group)
          .time(time.asTime())
          .metrics(metrics)
          .backoff(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)))
          .build();

  @Test
  void givesKeysInOrderAndEachOnce() {
    add("a", "b", "a");

    assertThat(takeAll()).containsExactly("a", "b");
  }

  @Test
  void aKeyAddedWhileInWorkComesAgainAfterwards() {
    add("a");
    assertThat(queue.poll()).contains("a");
    add("a", "a");

    assertThat(queue.poll()).isEmpty();
    queue.done("a");
    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void whatWasAddedBeforeTheWorkLookedIsMetByIt() {
    add("a");
    assertThat(queue.poll()).contains("a");
    add("a");
    queue.covered("a");
    queue.done("a");
    assertThat(takeAll()).isEmpty();

    add("a");
    assertThat(queue.poll()).contains("a");
    queue.covered("a");
    add("a");
    queue.done("a");
    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void keysOfOneGroupAreNotInWorkSideBySide() {
    groups.putAll(Map.of("a1", "a", "a2", "a", "a3", "a"));
    add("a1", "a2", "a3", "b");

    assertThat(takeAll()).containsExactly("a1", "b");
    queue.done("a1");
    assertThat(takeAll()).containsExactly("a2");
    queue.done("b");
    assertThat(takeAll()).isEmpty();
    queue.done("a2");
    assertThat(takeAll()).containsExactly("a3");
  }

  @Test
  void keysWhoseGroupChangesWhileTheyWaitHoldUpNobody() {
    groups.putAll(Map.of("a1", "a", "a2", "a", "a3", "a"));
    add("a1", "a2", "a3");
    assertThat(takeAll()).containsExactly("a1");
    groups.put("a2", "other");
    queue.done("a1");

    assertThat(takeAll()).containsExactly("a2", "a3");
  }

  @Test
  void aKeyOfAnotherGroupAtTheHeadWaitsForThatGroup() {
    groups.putAll(Map.of("a1", "a", "a2", "a", "b1", "b"));
    add("a1", "b1", "a2");
    assertThat(takeAll()).containsExactly("a1", "b1");
    groups.put("a2", "b");
    queue.done("a1");

    assertThat(takeAll()).isEmpty();
    queue.done("b1");
    assertThat(takeAll()).containsExactly("a2");
  }

  @Test
  void aKeyWhoseGroupCannotBeToldIsTriedAgainLater() {
    groups.put("a", "throw");
    add("a", "b");
    assertThat(takeAll()).containsExactly("b");

    groups.remove("a");
    time.pass(Duration.ofSeconds(1));
    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void theEarliestDelayCounts() {
    queue.addAfter("a", Duration.ofSeconds(10));
    queue.addAfter("a", Duration.ofSeconds(5));
    queue.addAfter("a", Duration.ofSeconds(20));

    assertThat(takeAll()).isEmpty();
    time.pass(Duration.ofSeconds(5));
    assertThat(takeAll()).containsExactly("a");
    queue.done("a");
    time.pass(Duration.ofHours(1));
    assertThat(takeAll()).isEmpty();
  }

  @Test
  void takingAKeyFulfilsItsDelay() {
    queue.addAfter("a", Duration.ofSeconds(5));
    add("a");
    assertThat(takeAll()).containsExactly("a");
    queue.done("a");

    time.pass(Duration.ofSeconds(5));
    assertThat(takeAll()).isEmpty();
  }

  @Test
  void aDelayGivenDuringWorkIsKept() {
    add("a");
    assertThat(takeAll()).containsExactly("a");
    queue.addAfter("a", Duration.ofSeconds(5));
    time.pass(Duration.ofSeconds(5));
    assertThat(queue.poll()).isEmpty();
    queue.done("a");

    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void delaysOfAnyLengthAreFine() {
    queue.addAfter("now", Duration.ofSeconds(-1));
    queue.addAfter("never", Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(takeAll()).containsExactly("now");
  }

  @Test
  void thousandsOfDelaysAreAllKept() {
    for (int i = 0; i < 5000; i++) {
      queue.addAfter("k" + i, Duration.ofMillis(1 + i % 7));
    }
    time.pass(Duration.ofMillis(7));

    assertThat(takeAll()).hasSize(5000);
  }

  @Test
  void failuresWaitLongerAndLongerUntilForgotten() {
    assertThat(waitAfterFailure()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(waitAfterFailure()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(waitAfterFailure()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    queue.forget("a");
    assertThat(waitAfterFailure()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(metrics.retries).isEqualTo(4);
  }

  @Test
  void aRetryWaitsAtLeastAsLongAsAsked() {
    queue.retry("a", Duration.ofMinutes(10));
    time.pass(Duration.ofMinutes(9));
    assertThat(takeAll()).isEmpty();
    time.pass(Duration.ofMinutes(1));
    assertThat(takeAll()).containsExactly("a");
  }

  @Test
  void keysGatherWhileItIsPaused() {
    queue.pause();
    add("a");
    queue.addAfter("b", Duration.ofSeconds(1));
    time.pass(Duration.ofSeconds(1));
    assertThat(takeAll()).isEmpty();

    queue.resume();
    assertThat(takeAll()).containsExactly("a", "b");
  }

  @Test
  void nothingIsTakenAfterItWasShutDownAndWorkInHandEnds() throws Exception {
    add("a", "b");
    assertThat(queue.poll()).contains("a");
    queue.shutDown();

    assertThat(queue.take()).isEmpty();
    assertThat(queue.awaitIdle(Duration.ofMillis(10))).isFalse();
    add("a");
    queue.done("a");
    assertThat(queue.awaitIdle(Duration.ofMillis(10))).isTrue();
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void waitersWakeUpForKeysAndDelays() throws Exception {
    WorkQueue<String> real = WorkQueue.<String>builder(key -> key).build();
    CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> drain(real));
    real.addAfter("later", Duration.ofMillis(50));
    real.add("now");
    real.addAfter("stop", Duration.ofMillis(200));

    assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactlyInAnyOrder("now", "later", "stop");
  }

  @Test
  void waitersWakeUpForAClockThatIsMovedByHand() throws Exception {
    AtomicLong looks = new AtomicLong();
    WorkQueue<String> moved = counted(time, looks, Duration.ofMillis(1));
    moved.addAfter("stop", Duration.ofHours(1));
    looks.set(0);
    CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> drain(moved));
    await().until(looks::get, n -> n > 1);
    time.pass(Duration.ofHours(1));

    assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly("stop");
  }

  @Test
  void waitingCostsNothing() throws Exception {
    AtomicLong looks = new AtomicLong();
    WorkQueue<String> idle = counted(System::nanoTime, looks, Time.system().lookEvery());
    idle.addAfter("stop", Duration.ofHours(1));
    CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> drain(idle));
    await().during(Duration.ofMillis(300)).until(looks::get, n -> n < 10);
    idle.add("stop");

    assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly("stop");
  }

  private WorkQueue<String> counted(LongSupplier nanos, AtomicLong looks, Duration lookEvery) {
    LongSupplier counted =
        () -> {
          looks.incrementAndGet();
          return nanos.getAsLong();
        };
    return WorkQueue.<String>builder(key -> key).time(new Time(time, counted, lookEvery)).build();
  }

  @Test
  void waitersWakeUpForTheEnd() throws Exception {
    WorkQueue<String> real = WorkQueue.<String>builder(key -> key).build();
    CompletableFuture<List<String>> taken = CompletableFuture.supplyAsync(() -> drain(real));
    real.shutDown();

    assertThat(taken.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void tellsItsMetrics() {
    add("a", "b");
    time.pass(Duration.ofSeconds(3));
    assertThat(queue.poll()).contains("a");

    assertThat(queue.depth()).isEqualTo(1);
    assertThat(metrics.depth).isEqualTo(1);
    assertThat(metrics.latencies).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void endingWorkThatDidNotBeginIsAnError() {
    assertThatThrownBy(() -> queue.done("a")).isInstanceOf(IllegalStateException.class);
  }

  private static List<String> drain(WorkQueue<String> queue) {
    List<String> taken = new ArrayList<>();
    try {
      Optional<String> key = queue.take();
      while (key.isPresent()) {
        taken.add(key.get());
        queue.done(key.get());
        key = taken.contains("stop") ? Optional.empty() : queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return taken;
  }

  private Duration waitAfterFailure() {
    queue.retry("a", Duration.ZERO);
    Duration waited = Duration.ZERO;
    while (queue.poll().isEmpty()) {
      time.pass(Duration.ofMillis(1));
      waited = waited.plusMillis(1);
    }
    queue.done("a");
    return waited;
  }

  private void add(String... keys) {
    for (String key : keys) {
      queue.add(key);
    }
  }

  private List<String> takeAll() {
    List<String> taken = new ArrayList<>();
    for (Optional<String> key = queue.poll(); key.isPresent(); key = queue.poll()) {
      taken.add(key.get());
    }
    return taken;
  }

  private String group(String key) {
    String group = groups.getOrDefault(key, key);
    if (group.equals("throw")) {
      throw new IllegalStateException("no group");
    }
    return group;
  }

  private static final class Metrics implements QueueMetrics {

    private final List<Duration> latencies = new ArrayList<>();
    private int depth;
    private int retries;

    @Override
    public void depth(int keys) {
      depth = keys;
    }

    @Override
    public void waited(Duration latency) {
      latencies.add(latency);
    }

    @Override
    public void retried() {
      retries++;
    }
  }
}
