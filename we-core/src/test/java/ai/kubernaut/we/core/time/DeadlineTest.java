package ai.kubernaut.we.core.time;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.fixture.AnExecution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

  private static final Duration DEFAULT = Duration.ofMinutes(30);
  private static final Instant ABSOLUTE = NOW.plusSeconds(77);

  private static AnExecution timesOut(AnExecution execution) {
    return execution.spec(s -> s.withTimesOutAt(ABSOLUTE));
  }

  private static AnExecution timeout(AnExecution execution) {
    return execution.spec(s -> s.withTimeout("10m"));
  }

  @Test
  void ofARunIsTimesOutAtElseItsTimeoutElseTheDefault() {
    AnExecution both = timesOut(timeout(AnExecution.pending("x")));

    assertThat(Deadline.ofRun(both.build(), NOW, DEFAULT)).isEqualTo(ABSOLUTE);
    assertThat(Deadline.ofRun(timeout(AnExecution.pending("x")).build(), NOW, DEFAULT))
        .isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    assertThat(Deadline.ofRun(AnExecution.pending("x").build(), NOW, DEFAULT))
        .isEqualTo(NOW.plus(DEFAULT));
    assertThat(Deadline.ofRun(AnExecution.pending("x").withoutSpec().build(), NOW, DEFAULT))
        .isEqualTo(NOW.plus(DEFAULT));
  }

  @Test
  void ofPendingIsTimesOutAtElseTheDefaultFromTheCreation() {
    assertThat(Deadline.ofPending(timesOut(AnExecution.pending("x")).build(), DEFAULT))
        .isEqualTo(ABSOLUTE);
    assertThat(Deadline.ofPending(timeout(AnExecution.pending("x")).build(), DEFAULT))
        .isEqualTo(CREATED.plus(DEFAULT));
  }

  @ParameterizedTest(name = "{0} before the deadline {1} remain")
  @CsvSource({
    "PT30M, PT30M",
    "PT1.5S, PT1.5S",
    "PT1S, PT1S",
    "PT0.999S, PT1S",
    "PT0S, PT1S",
    "PT-1H, PT1S"
  })
  void leavesAtLeastASecondBecauseZeroMeansNoLimit(Duration before, Duration remaining) {
    assertThat(Deadline.remaining(NOW, NOW.minus(before))).isEqualTo(remaining);
  }
}
