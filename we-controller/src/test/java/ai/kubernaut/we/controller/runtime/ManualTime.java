package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Both clocks, moved by hand. The monotonic one begins just before it wraps around. */
final class ManualTime implements LongSupplier, InstantSource {

  private static final long BEGIN = Long.MAX_VALUE - 1_000;

  private final AtomicLong nanos = new AtomicLong(BEGIN);

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  Time asTime() {
    return new Time(this, this, Duration.ofMillis(1));
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos.get() - BEGIN);
  }
}
