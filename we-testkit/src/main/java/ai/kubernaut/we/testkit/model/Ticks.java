package ai.kubernaut.we.testkit.model;

import java.time.Duration;
import java.time.Instant;

/** The clock: it stands still, and times are so many ticks of a minute away. */
final class Ticks {

  /** What every observation says that the time is. */
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final int FARTHEST = 16;
  private static final Instant[] AGO = new Instant[2 * FARTHEST + 1];

  static {
    for (int i = 0; i < AGO.length; i++) {
      AGO[i] = NOW.minus(Duration.ofMinutes(i - FARTHEST));
    }
  }

  private Ticks() {}

  static Instant ago(int ticks) {
    return Math.abs(ticks) <= FARTHEST
        ? AGO[ticks + FARTHEST]
        : NOW.minus(Duration.ofMinutes(ticks));
  }

  /** How many ticks ago a time was. */
  static int since(Instant time) {
    return (int) Math.floorDiv(NOW.getEpochSecond() - time.getEpochSecond(), 60L);
  }

  static int in(Duration duration) {
    return (int) duration.toMinutes();
  }
}
