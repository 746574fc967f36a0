package ai.kubernaut.we.kubernetes.resource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Times as Kubernetes writes them: RFC 3339. */
final class Timestamps {

  private static final Pattern BEYOND_NANOS = Pattern.compile("(\\.[0-9]{9})[0-9]+");
  private static final String USUAL = "dddd-dd-ddTdd:dd:ddZ";

  private Timestamps() {}

  /**
   * Any offset and any fraction; of the latter, nanoseconds are kept.
   *
   * @throws DateTimeException if it is no time
   */
  static Instant parse(String text) {
    return isUsual(text)
        ? usual(text)
        : OffsetDateTime.parse(BEYOND_NANOS.matcher(text).replaceFirst("$1")).toInstant();
  }

  /** In UTC, with a fraction only if there is one. */
  static String format(Instant time) {
    return time.toString();
  }

  private static boolean isUsual(String text) {
    if (text.length() != USUAL.length()) {
      return false;
    }
    for (int i = 0; i < USUAL.length(); i++) {
      char expected = USUAL.charAt(i);
      char c = text.charAt(i);
      if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
  }

  private static Instant usual(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long seconds = (number(text, 11, 13) * 60L + number(text, 14, 16)) * 60 + number(text, 17, 19);
    return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + seconds);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
