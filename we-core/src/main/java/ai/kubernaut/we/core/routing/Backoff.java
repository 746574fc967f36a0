package ai.kubernaut.we.core.routing;

import java.time.Duration;

/**
 * A pause that doubles with each failure in a row: {@code min(base * 2^(n-1), max)}, of which up to
 * {@code jitter} may be taken off again so that not everybody comes back at once.
 *
 * @param base after the first failure; above zero
 * @param max never more than this; at least {@code base}
 * @param jitter the largest part of a pause that is taken off, from 0 (none) to below 1
 */
public record Backoff(Duration base, Duration max, double jitter) {

  /** One minute, doubled up to ten, without jitter. */
  public static final Backoff DEFAULTS =
      new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10), 0);

  private static final long MILLION = 1_000_000;

  public Backoff {
    if (base.isZero() || base.isNegative()) {
      throw new IllegalArgumentException("base is " + base + "; it has to be above zero");
    }
    if (max.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "max is %s; it has to be at least base, %s".formatted(max, base));
    }
    if (!(jitter >= 0 && jitter < 1)) {
      throw new IllegalArgumentException(
          "jitter is " + jitter + "; it has to be at least 0 and below 1");
    }
  }

  /** The pause after that many failures in a row; none after none. */
  public Duration after(long failures) {
    if (failures <= 0) {
      return Duration.ZERO;
    }
    Duration pause = base;
    for (long n = 1; n < failures && pause.compareTo(max) < 0; n++) {
      pause = doubled(pause);
    }
    return pause;
  }

  /**
   * The pause with its jitter.
   *
   * @param lot from 0 (the whole pause) to 1 (as short as jitter allows)
   */
  public Duration after(long failures, double lot) {
    if (!(lot >= 0 && lot <= 1)) {
      throw new IllegalArgumentException("lot is " + lot + "; it has to be from 0 to 1");
    }
    Duration pause = after(failures);
    return pause.minus(pause.dividedBy(MILLION).multipliedBy((long) (MILLION * jitter * lot)));
  }

  /** Compared by halves, because twice the longest duration is none. */
  private Duration doubled(Duration pause) {
    return pause.compareTo(max.dividedBy(2)) >= 0 ? max : pause.multipliedBy(2);
  }
}
