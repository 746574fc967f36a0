package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that take keys from a queue and reconcile them. Nothing that a reconciler throws ends a
 * thread: the key is tried again with backoff.
 */
public final class Workers<K> {

  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private final WorkQueue<K> queue;
  private final Reconciler<K> reconciler;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final QueueMetrics metrics;
  private final Map<K, Long> inHand = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * Workers that are not started yet.
   *
   * @param count how many threads
   * @param clock the wall clock against which {@link Next.At} is read
   * @param nanoTime a monotonic clock
   */
  public Workers(
      int count,
      WorkQueue<K> queue,
      Reconciler<K> reconciler,
      InstantSource clock,
      LongSupplier nanoTime,
      QueueMetrics metrics) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one worker is needed");
    }
    this.queue = queue;
    this.reconciler = reconciler;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.metrics = metrics;
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(this::work, "worker-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** Ends the intake and waits for the work in hand. Returns false if that took too long. */
  public boolean stop(Duration longest) throws InterruptedException {
    stopping = true;
    queue.shutDown();
    return queue.awaitIdle(longest);
  }

  /** A key that has been in hand for longer than this, if any: its worker is stuck. */
  public Optional<K> stuckFor(Duration limit) {
    long now = nanoTime.getAsLong();
    return inHand.entrySet().stream()
        .filter(entry -> now - entry.getValue() > limit.toNanos())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void work() {
    while (!stopping) {
      try {
        Optional<K> key = queue.take();
        if (key.isEmpty()) {
          return;
        }
        process(key.get());
      } catch (InterruptedException leftOver) {
        // Nobody here interrupts: a reconciler left its flag set. The worker lives on.
        log.debug("A worker was interrupted", leftOver);
      }
    }
  }

  private void process(K key) {
    long begin = nanoTime.getAsLong();
    inHand.put(key, begin);
    try {
      apply(key, reconcile(key));
    } finally {
      inHand.remove(key);
      queue.done(key);
      metrics.worked(Duration.ofNanos(nanoTime.getAsLong() - begin));
    }
  }

  private Next reconcile(K key) {
    try {
      return Objects.requireNonNull(reconciler.reconcile(key), "a reconciler returned null");
    } catch (Throwable broken) {
      log.error("Reconciling {} failed", key, broken);
      return Next.retry();
    }
  }

  private void apply(K key, Next next) {
    Runnable effect =
        next.match(
            () -> () -> queue.forget(key),
            time -> () -> succeeded(key, Duration.between(clock.instant(), time)),
            delay -> () -> succeeded(key, delay),
            atLeast -> () -> queue.retry(key, atLeast));
    effect.run();
  }

  private void succeeded(K key, Duration lookAgain) {
    queue.forget(key);
    queue.addAfter(key, lookAgain);
  }
}
