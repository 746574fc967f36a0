package ai.kubernaut.we.testkit.embedded.resource;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Time spans as kubectl prints them, for example {@code 5m12s}. */
public final class Ages {
  private Ages() {}

  /** Time since a timestamp; {@code <unknown>} for none. */
  public static String since(String timestamp, Instant now) {
    try {
      return of(Duration.between(OffsetDateTime.parse(timestamp).toInstant(), now));
    } catch (DateTimeException e) {
      return "<unknown>";
    }
  }

  /** A span with as much precision as its size deserves. */
  public static String of(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    }
    if (minutes < 10) {
      return two(minutes, "m", seconds % 60, "s");
    }
    if (hours < 3) {
      return minutes + "m";
    }
    if (hours < 8) {
      return two(hours, "h", minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    return days < 8 ? two(days, "d", hours % 24, "h") : longer(days);
  }

  private static String longer(long days) {
    if (days < 365 * 2) {
      return days + "d";
    }
    return days < 365 * 8 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
  }

  private static String two(long first, String unit, long rest, String smaller) {
    return rest == 0 ? first + unit : first + unit + rest + smaller;
  }
}
