package ai.kubernaut.we.testkit.embedded.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock by which watches end and send bookmarks.
 *
 * @param time tells the time
 * @param lookEvery a watch looks at the clock again after so long at the latest; only one that does
 *     not run by itself needs that
 */
public record WatchClock(InstantSource time, Duration lookEvery) {

  public static final WatchClock SYSTEM =
      new WatchClock(InstantSource.system(), Duration.ofDays(1));

  /** One that is moved by hand. */
  public static WatchClock byHand(InstantSource time) {
    return new WatchClock(time, Duration.ofMillis(5));
  }

  Instant now() {
    return time.instant();
  }

  /** How long to wait, without a look at the clock, for a time. */
  Duration until(Instant then) {
    Duration left = Duration.between(now(), then);
    return left.compareTo(lookEvery) < 0 ? left : lookEvery;
  }
}
