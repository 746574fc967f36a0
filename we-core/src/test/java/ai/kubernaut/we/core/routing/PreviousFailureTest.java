package ai.kubernaut.we.core.routing;

import static ai.kubernaut.we.core.routing.Past.ago;
import static ai.kubernaut.we.core.routing.Past.neverRan;
import static ai.kubernaut.we.core.routing.Past.ranAndFailed;
import static ai.kubernaut.we.core.routing.Past.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.core.fixture.AnExecution;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreviousFailureTest {

  static Stream<Arguments> histories() {
    return Stream.of(
        row("nothing has happened yet", "", new AnExecution[] {}),
        row("the latest has succeeded", "", succeeded(1)),
        row("the latest ran and failed", "half-done-1", ranAndFailed(1)),
        row("it ran and failed long ago", "half-done-90000", ranAndFailed(90_000)),
        row("what ran and failed is cleared", "", ranAndFailed(1).cleared()),
        row(
            "another failure is cleared, not this one",
            "half-done-1",
            ranAndFailed(2).cleared(),
            ranAndFailed(1)),
        row("the latest never ran", "", neverRan(1)),
        row(
            "one that never ran hides nothing of one that did",
            "half-done-2",
            ranAndFailed(2),
            neverRan(1)),
        row(
            "a deduplicated one hides nothing either",
            "half-done-2",
            ranAndFailed(2),
            Past.deduplicated(1)),
        row("a later one has succeeded", "", ranAndFailed(2), succeeded(1)),
        row("an earlier one had succeeded", "half-done-1", succeeded(2), ranAndFailed(1)),
        row(
            "of two that ended together one has failed",
            "half-done-1",
            succeeded(1),
            ranAndFailed(1)),
        row(
            "it was cancelled after its start",
            "x",
            AnExecution.running("x").failed(FailureReason.CANCELLED, true, ago(1))),
        row(
            "it was lost",
            "x",
            AnExecution.running("x").failed(FailureReason.EXECUTION_LOST, true, ago(1))),
        row(
            "it failed after its start and says no more",
            "x",
            AnExecution.running("x").status(s -> s.phase(Phase.FAILED).completionTime(ago(1)))),
        row(
            "it was of another workflow, but of the same target",
            "x",
            AnExecution.ranAndFailed("x", ago(1)).workflow(w -> w)));
  }

  private static Arguments row(String sentence, String by, AnExecution... executions) {
    return Arguments.of(sentence, by, executions);
  }

  @ParameterizedTest(name = "{0}: \"{1}\"")
  @MethodSource("histories")
  void blocksUntilItIsCleared(String sentence, String by, AnExecution[] executions) {
    assertThat(PreviousFailure.check(Past.of(executions)).map(Route.Blocked::by).orElse(""))
        .as(sentence)
        .isEqualTo(by.isEmpty() ? "" : "apps/" + by);
  }

  @Test
  void waitsForAPersonAndSaysSo() {
    Route.Blocked blocked = PreviousFailure.check(Past.of(ranAndFailed(1))).orElseThrow();

    assertThat(blocked.reason()).isEqualTo(BlockReason.PREVIOUS_EXECUTION_FAILED);
    assertThat(blocked.reason().needsPerson()).isTrue();
    assertThat(blocked.until()).isEmpty();
    assertThat(blocked.message()).contains("apps/half-done-1", "a person has to look");
  }
}
