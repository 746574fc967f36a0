package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.runtime.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The system's clocks, set forward by a test. */
final class MovedClock implements InstantSource {

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final AtomicLong ahead = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();

  /** For a controller. */
  Time time() {
    return new Time(this, this::nanos, LOOK_EVERY);
  }

  @Override
  public Instant instant() {
    return Instant.now().plusNanos(ahead.get());
  }

  private long nanos() {
    if (Thread.currentThread().getName().startsWith("worker-")) {
      looks.incrementAndGet();
    }
    return System.nanoTime() + ahead.get();
  }

  /** Sets both clocks forward, and waits until a worker has seen it. */
  void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
    long before = looks.get();
    User.await("a look at the clock", () -> looks.get() > before);
  }
}
