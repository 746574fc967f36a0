package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks by which work becomes due and caches grow old. What waits for a network or a lease
 * keeps to the system's clock.
 *
 * @param wall tells the time
 * @param nanos a monotonic clock, as {@link System#nanoTime}
 * @param lookEvery whoever waits for a time looks at the clock again after so long at the latest;
 *     only one that does not run by itself needs that
 */
public record Time(InstantSource wall, LongSupplier nanos, Duration lookEvery) {

  private static final Time SYSTEM =
      new Time(InstantSource.system(), System::nanoTime, Duration.ofDays(365));

  public static Time system() {
    return SYSTEM;
  }
}
