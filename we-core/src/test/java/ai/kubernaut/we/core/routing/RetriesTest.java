package ai.kubernaut.we.core.routing;

import static ai.kubernaut.we.core.routing.Past.cancelled;
import static ai.kubernaut.we.core.routing.Past.deduplicated;
import static ai.kubernaut.we.core.routing.Past.neverRan;
import static ai.kubernaut.we.core.routing.Past.ranAndFailed;
import static ai.kubernaut.we.core.routing.Past.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.fixture.AnExecution;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetriesTest {

  static Stream<Arguments> histories() {
    return Stream.of(
        row("nothing has failed", 0),
        row("one has failed before it ran", 1, neverRan(1)),
        row("three have", 3, neverRan(3), neverRan(2), neverRan(1)),
        row("the order of the list does not matter", 2, neverRan(1), succeeded(3), neverRan(2)),
        row("a success starts the count anew", 1, neverRan(3), succeeded(2), neverRan(1)),
        row("a success ends it", 0, neverRan(3), neverRan(2), succeeded(1)),
        row(
            "a clearance starts it anew, and what is cleared counts no more",
            1,
            neverRan(3),
            neverRan(2).cleared(),
            neverRan(1)),
        row("deduplicated does not count", 1, deduplicated(2), neverRan(1)),
        row("nor does it end the row", 2, neverRan(3), deduplicated(2), neverRan(1)),
        row("cancelled before the start does not count", 1, cancelled(2), neverRan(1)),
        row("nor does it end the row", 2, neverRan(3), cancelled(2), neverRan(1)),
        row("what ran and failed is another matter", 0, ranAndFailed(1)),
        row("and does not end the row", 2, neverRan(3), ranAndFailed(2), neverRan(1)));
  }

  private static Arguments row(String sentence, int failures, AnExecution... executions) {
    return Arguments.of(sentence, failures, executions);
  }

  @ParameterizedTest(name = "{0}: {1} in a row")
  @MethodSource("histories")
  void countsFailuresInARow(String sentence, int failures, AnExecution[] executions) {
    assertThat(Past.of(executions).failuresInARow()).as(sentence).hasSize(failures);
  }

  @Test
  void areExhaustedAtTheBoundAndNotBefore() {
    TargetHistory three = Past.of(neverRan(3), neverRan(2), neverRan(1));

    assertThat(Retries.check(three, 4)).isEmpty();
    assertThat(Retries.check(three, 3)).isPresent();
    assertThat(Retries.check(three, 2)).isPresent();
    assertThat(Retries.check(Past.of(), 1)).isEmpty();
  }

  @Test
  void waitForAPersonAndSaySo() {
    Route.Blocked blocked = Retries.check(Past.of(neverRan(2), neverRan(1)), 2).orElseThrow();

    assertThat(blocked.reason()).isEqualTo(BlockReason.RETRIES_EXHAUSTED);
    assertThat(blocked.reason().needsPerson()).isTrue();
    assertThat(blocked.by()).isEqualTo("apps/refused-1");
    assertThat(blocked.until()).isEmpty();
    assertThat(blocked.message()).contains("2 executions in a row", "apps/refused-1");
  }
}
