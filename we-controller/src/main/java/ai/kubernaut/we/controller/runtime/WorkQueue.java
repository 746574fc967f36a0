package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that need work, each at most once however often it is added.
 *
 * <ul>
 *   <li>A key added while it is in work comes again afterwards: no addition is lost.
 *   <li>Two keys of one group are never in work side by side. The group of a key is asked for when
 *       it could be taken, and again whenever it had to wait.
 *   <li>A delay says when a key must be looked at again at the latest. Taking the key fulfils it;
 *       whoever works on the key then decides anew.
 *   <li>While the queue is paused keys gather but none is taken.
 * </ul>
 */
public final class WorkQueue<K> {

  private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);
  private static final Duration LONGEST_DELAY = Duration.ofDays(365);

  private final Function<? super K, String> groupOf;
  private final Backoff backoff;
  private final LongSupplier nanoTime;
  private final long lookEvery;
  private final RandomGenerator random;
  private final QueueMetrics metrics;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private final Lanes<K> lanes;
  private final DelayHeap<K> delays;
  private final Map<K, Integer> failures = new HashMap<>();
  private boolean paused;
  private boolean shut;

  private WorkQueue(Builder<K> builder) {
    this.groupOf = builder.groupOf;
    this.lanes = new Lanes<>(this::group);
    this.backoff = builder.backoff;
    this.nanoTime = builder.time.nanos();
    this.lookEvery = builder.time.lookEvery().toNanos();
    this.random = builder.random;
    this.metrics = builder.metrics;
    this.delays = new DelayHeap<>(nanoTime.getAsLong());
  }

  /**
   * Starts the settings of a queue.
   *
   * @param groupOf must be quick and must not use the queue; a key whose group cannot be told is
   *     tried again with backoff
   */
  public static <K> Builder<K> builder(Function<? super K, String> groupOf) {
    return new Builder<>(groupOf);
  }

  public void add(K key) {
    locked(() -> enqueue(key));
  }

  /** Adds the key when the delay has passed, unless it is already to come sooner. */
  public void addAfter(K key, Duration delay) {
    locked(() -> schedule(key, delay));
  }

  /** Counts a failure of the key and adds it after its backoff, at least after the given wait. */
  public void retry(K key, Duration atLeast) {
    locked(
        () -> {
          Duration wait = countFailure(key);
          schedule(key, wait.compareTo(atLeast) < 0 ? atLeast : wait);
        });
    metrics.retried();
  }

  /** Forgets the failures of the key. */
  public void forget(K key) {
    locked(() -> failures.remove(key));
  }

  /** Waits for a key to work on. Empty means that the queue was shut down. */
  public Optional<K> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Optional<K> key = next();
      while (key.isEmpty() && !shut) {
        OptionalLong due = paused ? OptionalLong.empty() : delays.untilNext(nanoTime.getAsLong());
        long unused = changed.awaitNanos(Math.min(due.orElse(Long.MAX_VALUE), lookEvery));
        key = next();
      }
      return key;
    } finally {
      lock.unlock();
    }
  }

  /** A key to work on, if there is one now. */
  public Optional<K> poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the work on a key that was taken. */
  public void done(K key) {
    locked(() -> lanes.done(key, nanoTime.getAsLong()));
  }

  /**
   * Says that the work on the key looks at the world from now on, so that additions until now,
   * those that are due later too, are met by it. Without this the event of an own write, which may
   * come before its answer, would bring the key once more for nothing.
   */
  public void covered(K key) {
    locked(
        () -> {
          lanes.covered(key);
          delays.remove(key);
        });
  }

  public void pause() {
    locked(() -> paused = true);
  }

  public void resume() {
    locked(() -> paused = false);
  }

  /** Ends the intake: nothing more is added or taken. Work in hand goes on. */
  public void shutDown() {
    locked(() -> shut = true);
  }

  /** Waits until nothing is in work. Returns false if that took too long. */
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (!lanes.isIdle() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return lanes.isIdle();
    } finally {
      lock.unlock();
    }
  }

  /** How many keys wait to be taken, not counting those that are due later. */
  public int depth() {
    lock.lock();
    try {
      return lanes.waiting();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      metrics.depth(lanes.waiting());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(K key) {
    if (!shut) {
      lanes.add(key, nanoTime.getAsLong());
    }
  }

  private void schedule(K key, Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      enqueue(key);
    } else if (!shut && !lanes.isWaiting(key)) {
      Duration bounded = delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
      delays.schedule(key, nanoTime.getAsLong() + bounded.toNanos());
    }
  }

  private Optional<K> next() {
    if (paused || shut) {
      return Optional.empty();
    }
    long now = nanoTime.getAsLong();
    for (K due = delays.pollDue(now); due != null; due = delays.pollDue(now)) {
      lanes.add(due, now);
    }
    Lanes.Taken<K> taken = lanes.take();
    metrics.depth(lanes.waiting());
    if (taken == null) {
      return Optional.empty();
    }
    delays.remove(taken.key());
    metrics.waited(Duration.ofNanos(now - taken.since()));
    return Optional.of(taken.key());
  }

  private Duration countFailure(K key) {
    return backoff.after(
        failures.merge(key, 1, (a, b) -> a == Integer.MAX_VALUE ? a : a + b), random);
  }

  private Optional<String> group(K key) {
    try {
      return Optional.of(groupOf.apply(key));
    } catch (RuntimeException broken) {
      log.error("The group of {} cannot be told", key, broken);
      delays.schedule(key, nanoTime.getAsLong() + countFailure(key).toNanos());
      return Optional.empty();
    }
  }

  /** Settings, all with defaults fit for production. */
  public static final class Builder<K> {

    private final Function<? super K, String> groupOf;
    private Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(5));
    private Time time = Time.system();
    private RandomGenerator random = new Random();
    private QueueMetrics metrics = QueueMetrics.NONE;

    private Builder(Function<? super K, String> groupOf) {
      this.groupOf = groupOf;
    }

    public Builder<K> backoff(Backoff waits) {
      this.backoff = waits;
      return this;
    }

    public Builder<K> time(Time clocks) {
      this.time = clocks;
      return this;
    }

    /** Where jitter comes from. */
    public Builder<K> random(RandomGenerator source) {
      this.random = source;
      return this;
    }

    public Builder<K> metrics(QueueMetrics sink) {
      this.metrics = sink;
      return this;
    }

    public WorkQueue<K> build() {
      return new WorkQueue<>(this);
    }
  }
}
