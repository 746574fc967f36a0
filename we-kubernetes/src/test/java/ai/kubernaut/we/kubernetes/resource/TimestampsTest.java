package ai.kubernaut.we.kubernetes.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z,                  2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.120Z,              2026-01-02T03:04:05.120Z",
    "2026-01-02T03:04:05.000000Z,           2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.1234567891234Z,    2026-01-02T03:04:05.123456789Z",
    "2026-01-02T03:04:05+05:30,             2026-01-01T21:34:05Z",
    "2026-01-02T03:04:05.5-00:00,           2026-01-02T03:04:05.500Z",
    "2026-01-02t03:04:05z,                  2026-01-02T03:04:05Z",
    "0000-02-29T23:59:59Z,                  0000-02-29T23:59:59Z",
  })
  void readsRfc3339(String text, String expected) {
    assertThat(Timestamps.format(Timestamps.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "today",
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-01-02 03:04:05Z",
        "2026-13-02T03:04:05Z",
        "2026-02-29T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T23:60:00Z",
        "2026-01-02T23:59:60Z",
        "+026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+19:00",
      })
  void refusesWhatIsNoTime(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text));
  }

  @Test
  void anyTimeReadsAsItWasWritten() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L));
      assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time);
      Instant fraction = time.plusNanos(random.nextInt(1_000_000_000));
      assertThat(Timestamps.parse(Timestamps.format(fraction))).isEqualTo(fraction);
    }
  }
}
