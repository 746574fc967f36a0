package ai.kubernaut.we.testkit.model;

import java.time.Duration;
import java.time.Instant;

/** The clock: it moves in ticks of a minute. */
final class Ticks {

  private static final Instant[] KNOWN = new Instant[256];

  static {
    for (int i = 0; i < KNOWN.length; i++) {
      KNOWN[i] = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(i));
    }
  }

  private Ticks() {}

  static Instant at(int tick) {
    return tick >= 0 && tick < KNOWN.length ? KNOWN[tick] : KNOWN[0].plus(Duration.ofMinutes(tick));
  }

  static int of(Instant time) {
    return (int) Math.floorDiv(time.getEpochSecond() - KNOWN[0].getEpochSecond(), 60L);
  }

  static int in(Duration duration) {
    return (int) duration.toMinutes();
  }
}
