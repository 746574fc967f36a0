package ai.kubernaut.we.core.routing;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static ai.kubernaut.we.core.routing.Past.ago;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.fixture.AnExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecentRunTest {

  private static final Duration REST = Duration.ofMinutes(5);

  static Stream<Arguments> histories() {
    return Stream.of(
        row("it never ran here", null),
        row("it ran a minute ago", ago(1).plus(REST), Past.succeeded(1)),
        row("it ran and failed a minute ago", ago(1).plus(REST), Past.ranAndFailed(1)),
        row("its rest is just over", null, Past.succeeded(5)),
        row(
            "its latest run counts",
            ago(2).plus(REST),
            Past.succeeded(4),
            Past.succeeded(2),
            Past.succeeded(3)),
        row("it failed before it ran", null, Past.neverRan(1)),
        row("it was deduplicated", null, Past.deduplicated(1)),
        row("another workflow ran a minute ago", null, other(1)),
        row("another workflow ran after it", ago(2).plus(REST), Past.succeeded(2), other(1)));
  }

  private static AnExecution other(int minutesAgo) {
    return Past.succeeded(minutesAgo)
        .spec(
            s ->
                WorkflowExecutionSpec.of(
                    s.targetResource(), WorkflowRef.of("scale", "1", "registry/scale:1")));
  }

  private static Arguments row(String sentence, Instant until, AnExecution... executions) {
    return Arguments.of(sentence, Optional.ofNullable(until), executions);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("histories")
  void letsTheTargetRest(String sentence, Optional<Instant> until, AnExecution[] executions) {
    Optional<Route.Blocked> blocked = RecentRun.check(Past.of(executions), "restart", REST, NOW);

    assertThat(blocked.flatMap(Route.Blocked::until)).as(sentence).isEqualTo(until);
    assertThat(blocked.isPresent()).isEqualTo(until.isPresent());
  }

  @Test
  void saysBecauseOfWhom() {
    Route.Blocked blocked =
        RecentRun.check(Past.of(Past.succeeded(1)), "restart", REST, NOW).orElseThrow();

    assertThat(blocked.reason()).isEqualTo(BlockReason.RECENTLY_REMEDIATED);
    assertThat(blocked.reason().needsPerson()).isFalse();
    assertThat(blocked.by()).isEqualTo("apps/ok-1");
    assertThat(blocked.message()).contains("apps/ok-1", ago(1).plus(REST).toString());
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(RecentRun.check(Past.of(Past.succeeded(0)), "restart", Duration.ZERO, NOW))
        .isEmpty();
  }
}
