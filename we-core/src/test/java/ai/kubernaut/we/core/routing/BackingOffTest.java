package ai.kubernaut.we.core.routing;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static ai.kubernaut.we.core.routing.Past.ago;
import static ai.kubernaut.we.core.routing.Past.neverRan;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.fixture.AnExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackingOffTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  static Stream<Arguments> histories() {
    return Stream.of(
        row("nothing has failed", null),
        row("one has failed just now", NOW.plus(MINUTE), neverRan(0)),
        row("two have", NOW.plus(MINUTE.multipliedBy(2)), neverRan(1), neverRan(0)),
        row(
            "the pause begins with the latest failure",
            NOW.plus(MINUTE.multipliedBy(3)),
            neverRan(30),
            neverRan(20),
            neverRan(1)),
        row("the pause is just over", null, neverRan(1)),
        row("a success came after it", null, neverRan(1), Past.succeeded(0)),
        row("it was cleared", null, neverRan(0).cleared()),
        row("what ran and failed is another matter", null, Past.ranAndFailed(0)),
        row("deduplicated is no failure of the workflow", null, Past.deduplicated(0)));
  }

  private static Arguments row(String sentence, Instant until, AnExecution... executions) {
    return Arguments.of(sentence, Optional.ofNullable(until), executions);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("histories")
  void pausesAfterEachFailure(String sentence, Optional<Instant> until, AnExecution[] executions) {
    Optional<Route.Blocked> blocked = BackingOff.check(Past.of(executions), Backoff.DEFAULTS, NOW);

    assertThat(blocked.flatMap(Route.Blocked::until)).as(sentence).isEqualTo(until);
    assertThat(blocked.isPresent()).isEqualTo(until.isPresent());
  }

  @Test
  void saysWhichAndHowMany() {
    Route.Blocked first =
        BackingOff.check(Past.of(neverRan(0)), Backoff.DEFAULTS, NOW).orElseThrow();
    Route.Blocked second =
        BackingOff.check(Past.of(neverRan(1), neverRan(0)), Backoff.DEFAULTS, NOW).orElseThrow();

    assertThat(first.reason()).isEqualTo(BlockReason.EXPONENTIAL_BACKOFF);
    assertThat(first.reason().needsPerson()).isFalse();
    assertThat(first.by()).isEqualTo("apps/refused-0");
    assertThat(first.message()).contains("apps/refused-0", "the first in a row");
    assertThat(second.message()).contains("number 2 in a row", second.until().orElseThrow() + "");
  }

  @Test
  void spreadsExecutionsByJitterAndGivesEachTheSameAnswerAlways() {
    Backoff jittered = new Backoff(Duration.ofMinutes(4), Duration.ofMinutes(4), 0.5);
    List<Instant> ends =
        IntStream.range(0, 50)
            .mapToObj(n -> Past.of(AnExecution.neverRan("attempt-" + n, ago(0))))
            .map(history -> BackingOff.check(history, jittered, NOW).orElseThrow())
            .map(blocked -> blocked.until().orElseThrow())
            .toList();

    assertThat(ends).allMatch(end -> !end.isAfter(NOW.plus(Duration.ofMinutes(4))));
    assertThat(ends).allMatch(end -> !end.isBefore(NOW.plus(Duration.ofMinutes(2))));
    assertThat(ends).doesNotHaveDuplicates();
    assertThat(
            BackingOff.check(Past.of(AnExecution.neverRan("attempt-7", ago(0))), jittered, NOW)
                .flatMap(Route.Blocked::until))
        .contains(ends.get(7));
  }
}
