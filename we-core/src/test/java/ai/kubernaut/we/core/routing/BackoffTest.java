package ai.kubernaut.we.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

  private static final Duration LONGEST_THERE_IS = Duration.ofSeconds(Long.MAX_VALUE);

  @ParameterizedTest(name = "after {0} failures in a row it is {1}")
  @CsvSource({
    "-1, PT0S",
    "0, PT0S",
    "1, PT1M",
    "2, PT2M",
    "3, PT4M",
    "4, PT8M",
    "5, PT10M",
    "6, PT10M",
    "64, PT10M",
    "65, PT10M",
    "2147483647, PT10M",
    "9223372036854775807, PT10M"
  })
  void doublesUpToItsBound(long failures, Duration pause) {
    assertThat(Backoff.DEFAULTS.after(failures)).isEqualTo(pause);
  }

  @Test
  void neverShrinksNorPassesItsBoundWhateverTheNumbers() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      Duration base = Duration.ofMillis(1 + random.nextInt(1_000_000));
      Duration max = base.plusMillis(random.nextLong(1L << random.nextInt(1, 62)));
      Backoff backoff = new Backoff(base, max, 0);
      Duration before = Duration.ZERO;
      for (long failures : new long[] {0, 1, 2, 3, 10, 62, 63, 64, 65, 1000, Long.MAX_VALUE}) {
        assertThat(backoff.after(failures)).isBetween(before, max);
        before = backoff.after(failures);
      }
      assertThat(backoff.after(1)).isEqualTo(base);
      assertThat(backoff.after(Long.MAX_VALUE)).isEqualTo(max);
    }
  }

  @Test
  void reachesTheLongestDurationThereIsWithoutOverflow() {
    Backoff backoff = new Backoff(Duration.ofNanos(1), LONGEST_THERE_IS, 0.5);

    assertThat(backoff.after(1_000)).isEqualTo(LONGEST_THERE_IS);
    assertThat(backoff.after(1_000, 1))
        .isBetween(LONGEST_THERE_IS.dividedBy(2), LONGEST_THERE_IS.dividedBy(2).plusDays(1));
  }

  @ParameterizedTest(name = "jitter {0} and lot {1} leave {2} of four minutes")
  @CsvSource({
    "0.00, 1.0, PT4M",
    "0.25, 0.0, PT4M",
    "0.25, 0.5, PT3M30S",
    "0.25, 1.0, PT3M",
    "0.50, 1.0, PT2M"
  })
  void isShortenedByJitter(double jitter, double lot, Duration pause) {
    Backoff backoff = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10), jitter);

    assertThat(backoff.after(3, lot)).isEqualTo(pause);
  }

  @Test
  void staysWithinTheBoundsOfItsJitter() {
    Random random = new Random(8);
    for (int i = 0; i < 10_000; i++) {
      double jitter = random.nextDouble();
      Backoff backoff = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10), jitter);
      long failures = random.nextInt(1, 70);
      Duration whole = backoff.after(failures);

      assertThat(backoff.after(failures, random.nextDouble()))
          .isLessThanOrEqualTo(whole)
          .isGreaterThanOrEqualTo(Duration.ofMillis((long) (whole.toMillis() * (1 - jitter))));
    }
  }

  @Test
  void needsNumbersThatMakeSense() {
    Duration minute = Duration.ofMinutes(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ZERO, minute, 0))
        .withMessageContaining("base");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(minute.negated(), minute, 0))
        .withMessageContaining("base");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(minute, minute.minusNanos(1), 0))
        .withMessageContaining("max");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.0, Double.NaN})
  void needsAJitterFromNoneToAlmostAll(double jitter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(2), jitter))
        .withMessageContaining("jitter");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void needsALotThatIsAFraction(double lot) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.DEFAULTS.after(1, lot))
        .withMessageContaining("lot");
  }
}
