package ai.kubernaut.we.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of Go's {@code time.ParseDuration}. */
class GoDurationTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, PT0S",
    "-0, PT0S",
    "+0, PT0S",
    "0s, PT0S",
    "5s, PT5S",
    "+5s, PT5S",
    "-5s, PT-5S",
    "30m, PT30M",
    "1h30m, PT1H30M",
    "1m30s, PT1M30S",
    "1478s, PT24M38S",
    "1.5h, PT1H30M",
    "5.0s, PT5S",
    "5.s, PT5S",
    ".5s, PT0.5S",
    "100.00100s, PT1M40.001S",
    "250ms, PT0.25S",
    "11us, PT0.000011S",
    "12µs, PT0.000012S",
    "12μs, PT0.000012S",
    "10ns, PT0.00000001S",
    "3h30m5.5s6ms7us8ns, PT3H30M5.506007008S",
    "10s2h, PT2H10S",
    "1s1s, PT2S",
    "52763797000ns, PT52.763797S",
    "0.9ns, PT0S",
    "0.5ns0.5ns, PT0S",
    "0.100000000000000000000h, PT6M",
    "9223372036854775807ns, PT2562047H47M16.854775807S",
    "-9223372036854775808ns, PT-2562047H-47M-16.854775808S",
    "-2562047h47m16.854775808s, PT-2562047H-47M-16.854775808S"
  })
  void readsWhatGoReads(String text, Duration duration) {
    assertThat(GoDuration.parse(text)).contains(duration);
  }

  @ParameterizedTest(name = "\"{0}\" is none")
  @ValueSource(
      strings = {
        "",
        "3",
        "-",
        "+",
        "s",
        ".",
        "-.",
        ".s",
        "+.s",
        "1d",
        "1 s",
        " 1s",
        "1s ",
        "1e3s",
        "--1s",
        "1h-1m",
        "30 m",
        "1S",
        "1,5s",
        "1..5s",
        "ten",
        "\u0663s",
        "9223372036854775808ns",
        "9223372036854775.808us",
        "2562047h47m16.854775808s",
        "3000000h",
        "-9223372036854775809ns",
        "99999999999999999999h"
      })
  void refusesWhatGoRefuses(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is written as {1}")
  @CsvSource({
    "PT0S, 0s",
    "PT1S, 1s",
    "PT1M, 1m0s",
    "PT1H, 1h0m0s",
    "PT26H3M, 26h3m0s",
    "PT1M40.001S, 1m40.001s",
    "PT0.25S, 0.25s",
    "PT-90S, -1m30s"
  })
  void writesHoursMinutesAndSeconds(Duration duration, String text) {
    assertThat(GoDuration.format(duration)).isEqualTo(text);
  }

  @Test
  void readsEverythingThatItWrites() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
      assertThat(GoDuration.parse(GoDuration.format(duration))).contains(duration);
    }
    assertThat(GoDuration.parse(GoDuration.format(Duration.ofNanos(Long.MIN_VALUE))))
        .contains(Duration.ofNanos(Long.MIN_VALUE));
  }
}
