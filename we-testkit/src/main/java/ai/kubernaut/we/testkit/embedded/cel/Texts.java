package ai.kubernaut.we.testkit.embedded.cel;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;

/** What texts are, for the formats of CEL and of schemas. */
public final class Texts {

  private Texts() {}

  /** Whether it is an absolute URI, or a path from the root. */
  public static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute() || text.startsWith("/");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  public static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length <= text.length();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).getYear() >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether it is a time with its offset, as of RFC 3339. */
  public static boolean isInstant(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() >= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
