package ai.kubernaut.we.core.time;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.fixture.AnExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CooldownTest {

  private static final Duration REST = Duration.ofMinutes(5);

  static Stream<Arguments> whoRan() {
    return Stream.of(
        Arguments.of("one that completed ran", AnExecution.completed("x", NOW), true),
        Arguments.of("one that ran and failed ran", AnExecution.ranAndFailed("x", NOW), true),
        Arguments.of(
            "one that was cancelled after its start ran",
            AnExecution.running("x").failed(FailureReason.CANCELLED, true, NOW),
            true),
        Arguments.of(
            "one that was cancelled before its start did not",
            AnExecution.running("x").failed(FailureReason.CANCELLED, false, NOW),
            false),
        Arguments.of(
            "one that was deduplicated did not",
            AnExecution.pending("x").failed(FailureReason.DEDUPLICATED, false, NOW),
            false),
        Arguments.of(
            "one that failed before its start did not", AnExecution.neverRan("x", NOW), false),
        Arguments.of(
            "one that had started and failed without details may have run",
            AnExecution.running("x").status(s -> s.phase(Phase.FAILED).completionTime(NOW)),
            true),
        Arguments.of(
            "one that had not started and failed without details did not",
            AnExecution.pending("x").status(s -> s.phase(Phase.FAILED).completionTime(NOW)),
            false),
        Arguments.of("one that runs has not ended", AnExecution.running("x"), false),
        Arguments.of("one that waits has not ended", AnExecution.pending("x"), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whoRan")
  void countsOnlyWhatReallyRan(String sentence, AnExecution execution, boolean ran) {
    assertThat(Cooldown.ran(execution.build())).as(sentence).isEqualTo(ran);
    assertThat(Cooldown.longest(List.of(execution.build()), REST, NOW).isPresent()).isEqualTo(ran);
  }

  @Test
  void lastsFromTheCompletionOfWhatRan() {
    assertThat(Cooldown.end(AnExecution.completed("x", NOW).build(), REST))
        .isEqualTo(NOW.plus(REST));
    assertThat(Cooldown.end(AnExecution.neverRan("x", NOW).build(), REST)).isEqualTo(NOW);
  }

  @Test
  void lastsFromTheLatestTraceWhereTheCompletionTimeIsMissing() {
    AnExecution withoutATime = AnExecution.pending("x").status(s -> s.phase(Phase.COMPLETED));
    Instant seen = CREATED.plusSeconds(20);

    assertThat(Cooldown.end(withoutATime.build(), REST)).isEqualTo(CREATED.plus(REST));
    assertThat(
            Cooldown.end(
                withoutATime.condition(ConditionType.READY, "True", "Completed", seen).build(),
                REST))
        .isEqualTo(seen.plus(REST));
  }

  @Test
  void isTheLongestOfAll() {
    assertThat(
            Cooldown.longest(
                List.of(
                    AnExecution.completed("first", NOW.minusSeconds(100)).build(),
                    AnExecution.ranAndFailed("second", NOW.minusSeconds(10)).build(),
                    AnExecution.completed("third", NOW.minusSeconds(50)).build()),
                REST,
                NOW))
        .contains(new Cooldown.Cooling("apps/second", NOW.minusSeconds(10).plus(REST)));
  }

  @Test
  void isNoneAfterWhatNeverRanThoughTheClockHasGoneBack() {
    AnExecution neverRan = AnExecution.neverRan("x", NOW.plusSeconds(60));

    assertThat(Cooldown.longest(List.of(neverRan.build()), REST, NOW)).isEmpty();
  }

  @Test
  void isOverAtItsEnd() {
    assertThat(
            Cooldown.longest(
                List.of(AnExecution.completed("x", NOW.minus(REST)).build()), REST, NOW))
        .isEmpty();
    assertThat(Cooldown.longest(List.of(), REST, NOW)).isEmpty();
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(
            Cooldown.longest(List.of(AnExecution.completed("x", NOW).build()), Duration.ZERO, NOW))
        .isEmpty();
  }
}
