package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Response;

/** What the answers of Data Storage mean. */
record Answers(InstantSource clock) {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /**
   * Whether the batch is stored or refused.
   *
   * @throws Unavailable if the answer says neither
   */
  Receipt receipt(Response response) throws IOException {
    return switch (response.code()) {
      // Created, or accepted into a queue of the service's own that outlives its crash.
      case 201, 202 -> Receipt.confirmed();
      // Malformed, too large, or against the rules: the same request will not fare better.
      case 400, 413, 422 -> Receipt.refused(Problem.of(response));
      default ->
          throw new Unavailable(
              "Data Storage answered %d".formatted(response.code()),
              Optional.ofNullable(response.header("Retry-After")).flatMap(this::retryAfter));
    };
  }

  /** Reads seconds or a date; nothing where it is neither. */
  Optional<Duration> retryAfter(String header) {
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
