package ai.kubernaut.we.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(5));

  @ParameterizedTest(name = "after {0} failures it waits up to {1}")
  @CsvSource({
    "1, PT0.2S",
    "2, PT0.4S",
    "5, PT3.2S",
    "11, PT3M24.8S",
    "12, PT5M",
    "65, PT5M",
    "2147483647, PT5M"
  })
  void doublesUpToTheLongest(int failures, Duration longest) {
    Random random = new Random(failures);
    for (int i = 0; i < 1000; i++) {
      Duration wait = BACKOFF.after(failures, random);
      assertThat(wait).isBetween(longest.dividedBy(2), longest);
    }
  }

  @Test
  void differsFromTimeToTime() {
    Random random = new Random(1);

    assertThat(BACKOFF.after(5, random)).isNotEqualTo(BACKOFF.after(5, random));
  }

  @Test
  void refusesWhatIsNoBackoff() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
