package ai.kubernaut.we.datastorage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header by which a service asks to be left alone for a while. */
record RetryAfter(InstantSource clock) {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** Reads seconds or a date; nothing where it is neither. */
  Optional<Duration> read(String header) {
    if (SECONDS.matcher(header).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header));
      Duration wait = Duration.between(clock.instant(), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
