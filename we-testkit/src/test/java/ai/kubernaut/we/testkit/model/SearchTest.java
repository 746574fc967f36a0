package ai.kubernaut.we.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.model.search.Report;
import ai.kubernaut.we.testkit.model.search.Search;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No promise is broken in any state that can be reached. */
class SearchTest {

  private static final boolean LARGE = Boolean.getBoolean("we.model.large");

  @ParameterizedTest
  @MethodSource
  void everyReachableStateKeepsEveryPromise(Scenario scenario) {
    Report report = Search.exhaust(new ExecutionModel(scenario));
    System.out.println(report);
    assertThat(report.trace()).as(report::toString).isEmpty();
    assertThat(report.exhausted()).isTrue();
  }

  static Stream<Named<Scenario>> everyReachableStateKeepsEveryPromise() {
    Stream<Named<Scenario>> always =
        Stream.of(
            Named.of("one execution, any fault twice", Scenarios.one(2)),
            Named.of("two executions on two engines, any fault once", Scenarios.two(1)),
            Named.of(
                "one execution, three crashes and late requests",
                Scenarios.only(Scenarios.one(3), Disturbance.CRASH, Disturbance.ARRIVES_LATE)));
    return LARGE ? Stream.concat(always, large()) : always;
  }

  private static Stream<Named<Scenario>> large() {
    return Stream.of(
        Named.of("one execution, any fault three times", Scenarios.one(3)),
        Named.of(
            "two executions, three faults of the controller",
            Scenarios.only(
                Scenarios.two(3),
                Disturbance.CRASH,
                Disturbance.ARRIVES_LATE,
                Disturbance.SECOND_LEADER)));
  }
}
