package ai.kubernaut.we.testkit.model;

import static ai.kubernaut.we.testkit.model.Scenarios.alike;
import static ai.kubernaut.we.testkit.model.Scenarios.one;
import static ai.kubernaut.we.testkit.model.Scenarios.only;
import static ai.kubernaut.we.testkit.model.Scenarios.open;
import static ai.kubernaut.we.testkit.model.Scenarios.two;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.model.search.Report;
import ai.kubernaut.we.testkit.model.search.Search;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Worlds of one fingerprint behave alike. If they did not, what is found would depend on which of
 * them came first, and what follows the others would be missed.
 */
@Tag("search")
class FingerprintTest {

  @ParameterizedTest
  @MethodSource
  void whatFollowsOneOfTwoLookalikesFollowsTheOther(Scenario scenario) {
    Lookalikes lookalikes = new Lookalikes(new ExecutionModel(scenario));

    Report report = Search.of(lookalikes).run();

    assertThat(report.exhausted()).isTrue();
    assertThat(lookalikes.compared()).isPositive();
    assertThat(lookalikes.difference()).isEmpty();
  }

  static Stream<Named<Scenario>> whatFollowsOneOfTwoLookalikesFollowsTheOther() {
    return Stream.concat(
        Stream.of(
            Named.of("one execution, any two faults", one(2)),
            Named.of("two executions of one engine, any fault", alike(1)),
            Named.of(
                "two executions, the catalog changes its mind",
                only(open(2), Disturbance.OTHER_CATALOG, Disturbance.CATALOG_DOWN)),
            Named.of(
                "two executions, views lag and requests are late",
                only(two(2), Disturbance.STALLED_WATCHES, Disturbance.ARRIVES_LATE))),
        Arrays.stream(Reduction.values())
            .map(left -> Named.of("without " + left, viewsAndLeaders().without(Set.of(left)))));
  }

  @Test
  void findsTheSameInWhateverOrderItLooks() {
    Report alone = Search.of(new ExecutionModel(viewsAndLeaders())).workers(1).run();
    Report together = Search.of(new ExecutionModel(viewsAndLeaders())).workers(4).run();
    Report backwards = Search.of(new Backwards(new ExecutionModel(viewsAndLeaders()))).run();

    assertThat(together.statesByFaults()).isEqualTo(alone.statesByFaults());
    assertThat(backwards.statesByFaults()).isEqualTo(alone.statesByFaults());
  }

  private static Scenario viewsAndLeaders() {
    return only(
        one(3),
        Disturbance.SECOND_LEADER,
        Disturbance.STALLED_WATCHES,
        Disturbance.CRASH,
        Disturbance.ARRIVES_LATE);
  }
}
