package ai.kubernaut.we.testkit.embedded.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as the API writes them. */
public final class Timestamps {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The current time. */
  public static String now() {
    return seconds(Instant.now());
  }

  /** A time without fractions of a second. */
  public static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A time with exactly six digits after the second. */
  public static String micros(Instant time) {
    return MICROS.format(time);
  }
}
