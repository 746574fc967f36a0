package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double with every failure in a row up to a longest one, with jitter in the upper half
 * of each wait. Any number of failures is fine.
 *
 * @param first the wait after the first failure, before jitter
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest) {

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("a backoff needs 0 < first <= longest");
    }
  }

  /** How long to wait after so many failures in a row, of which there is at least one. */
  Duration after(int failures, RandomGenerator random) {
    int doublings = Math.min(Math.max(failures, 1) - 1, Long.SIZE - 2);
    long cap = longest.toNanos();
    long full = first.toNanos() > cap >> doublings ? cap : first.toNanos() << doublings;
    return Duration.ofNanos(full - random.nextLong(full / 2 + 1));
  }
}
