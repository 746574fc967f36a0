package ai.kubernaut.we.core.routing;

import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static ai.kubernaut.we.core.routing.BlockReason.EXPONENTIAL_BACKOFF;
import static ai.kubernaut.we.core.routing.BlockReason.PREVIOUS_EXECUTION_FAILED;
import static ai.kubernaut.we.core.routing.BlockReason.RECENTLY_REMEDIATED;
import static ai.kubernaut.we.core.routing.BlockReason.RESOURCE_BUSY;
import static ai.kubernaut.we.core.routing.BlockReason.RETRIES_EXHAUSTED;
import static ai.kubernaut.we.core.routing.Past.neverRan;
import static ai.kubernaut.we.core.routing.Past.ranAndFailed;
import static ai.kubernaut.we.core.routing.Past.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.kubernaut.we.core.fixture.AnExecution;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingTest {

  static Stream<Arguments> histories() {
    return Stream.of(
        row("nothing speaks against it", List.of()),
        row("old successes do not", List.of(), succeeded(60), succeeded(30)),
        row(
            "a person first, then an event, then the longest wait",
            List.of(PREVIOUS_EXECUTION_FAILED, RESOURCE_BUSY, RECENTLY_REMEDIATED),
            ranAndFailed(1),
            AnExecution.running("a")),
        row(
            "of two persons the graver matter first",
            List.of(PREVIOUS_EXECUTION_FAILED, RETRIES_EXHAUSTED, EXPONENTIAL_BACKOFF),
            ranAndFailed(90),
            neverRan(5),
            neverRan(4),
            neverRan(3),
            neverRan(2),
            neverRan(1)),
        row(
            "the backoff is over before the rest",
            List.of(RECENTLY_REMEDIATED, EXPONENTIAL_BACKOFF),
            succeeded(1),
            neverRan(0)),
        row(
            "the rest is over before the backoff",
            List.of(EXPONENTIAL_BACKOFF, RECENTLY_REMEDIATED),
            succeeded(4),
            neverRan(1),
            neverRan(0)));
  }

  private static Arguments row(
      String sentence, List<BlockReason> reasons, AnExecution... executions) {
    return Arguments.of(sentence, reasons, executions);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("histories")
  void givesWhatHoldsForTheLongestFirst(
      String sentence, List<BlockReason> reasons, AnExecution[] executions) {
    List<Route.Blocked> blocks =
        Routing.blocks(Past.TARGET, "restart", Past.list(executions), RoutingPolicy.DEFAULTS, NOW);

    assertThat(blocks).as(sentence).extracting(Route.Blocked::reason).isEqualTo(reasons);
    assertThat(route(executions).match(reasonOf()))
        .isEqualTo(reasons.stream().findFirst().map(BlockReason::toString).orElse("proceed"));
  }

  @Test
  void followsItsPolicy() {
    RoutingPolicy strict =
        new RoutingPolicy(Duration.ofHours(2), RoutingPolicy.DEFAULTS.backoff(), 1);
    List<Route.Blocked> blocks =
        Routing.blocks(Past.TARGET, "restart", Past.list(succeeded(60), neverRan(30)), strict, NOW);

    assertThat(blocks)
        .extracting(Route.Blocked::reason)
        .containsExactly(RETRIES_EXHAUSTED, RECENTLY_REMEDIATED);
  }

  @Test
  void needsAPolicyThatMakesSense() {
    Backoff backoff = RoutingPolicy.DEFAULTS.backoff();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoutingPolicy(Duration.ofMinutes(-1), backoff, 5))
        .withMessageContaining("cooldown");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RoutingPolicy(Duration.ZERO, backoff, 0))
        .withMessageContaining("maxFailures");
  }

  private static Route route(AnExecution... executions) {
    return Routing.route(
        Past.TARGET, "restart", Past.list(executions), RoutingPolicy.DEFAULTS, NOW);
  }

  private static Route.Cases<String> reasonOf() {
    return new Route.Cases<>() {
      @Override
      public String proceed() {
        return "proceed";
      }

      @Override
      public String blocked(Route.Blocked blocked) {
        return blocked.reason().toString();
      }
    };
  }
}
