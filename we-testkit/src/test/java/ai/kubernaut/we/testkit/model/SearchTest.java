package ai.kubernaut.we.testkit.model;

import static ai.kubernaut.we.testkit.model.Scenarios.one;
import static ai.kubernaut.we.testkit.model.Scenarios.only;
import static ai.kubernaut.we.testkit.model.Scenarios.open;
import static ai.kubernaut.we.testkit.model.Scenarios.two;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.model.search.Report;
import ai.kubernaut.we.testkit.model.search.Search;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No promise is broken in any state that can be reached. */
@Tag("search")
class SearchTest {

  private static final boolean LARGE = Boolean.getBoolean("we.model.large");

  @ParameterizedTest
  @MethodSource
  void everyReachableStateKeepsEveryPromise(Named<Scenario> searched) {
    Report report = Search.of(new ExecutionModel(searched.getPayload())).run();
    System.out.println(searched.getName() + ": " + report);
    assertThat(report.trace()).as(report::toString).isEmpty();
    assertThat(report.exhausted()).isTrue();
  }

  static Stream<Named<Named<Scenario>>> everyReachableStateKeepsEveryPromise() {
    return (LARGE ? Stream.concat(always(), large()) : always())
        .map(scenario -> Named.of(scenario.getName(), scenario));
  }

  private static Stream<Named<Scenario>> always() {
    return Stream.of(
        Named.of("one execution, any three faults", one(3)),
        Named.of("two executions, any two faults", two(2)),
        Named.of(
            "two executions, three faults by users",
            only(
                two(3),
                Disturbance.CANCEL,
                Disturbance.CLEAR,
                Disturbance.DELETE_EXECUTION,
                Disturbance.STRIP_EXECUTION,
                Disturbance.EDIT_SPEC)),
        Named.of(
            "two executions, three times something is torn away",
            only(
                two(3),
                Disturbance.STRIP_EXECUTION,
                Disturbance.DELETE_EXECUTION,
                Disturbance.DESTROY_CHILD,
                Disturbance.DELETE_POD)),
        Named.of(
            "two executions, three times something else is decided, or a lock is lost",
            only(
                open(3),
                Disturbance.OTHER_CATALOG,
                Disturbance.CATALOG_DOWN,
                Disturbance.OTHER_DEFAULT,
                Disturbance.EDIT_SPEC,
                Disturbance.DELETE_LOCK)),
        Named.of(
            "two executions, three times a request or a watch is late",
            only(two(3), Disturbance.ARRIVES_LATE, Disturbance.STALLED_WATCH, Disturbance.CRASH)),
        Named.of(
            "two executions, three times a controller is lost, or late",
            only(
                two(3),
                Disturbance.CRASH,
                Disturbance.PAUSE,
                Disturbance.CLOCK_BACK,
                Disturbance.AUDIT_DOWN)),
        Named.of(
            "two executions, three refusals",
            only(
                two(3),
                Disturbance.TURNED_AWAY,
                Disturbance.REFUSED,
                Disturbance.ENGINE_UNKNOWN,
                Disturbance.AUDIT_REFUSED)),
        Named.of(
            "two executions, three times views and leaders",
            only(
                two(3), Disturbance.SECOND_LEADER, Disturbance.STALLED_WATCHES, Disturbance.CRASH)),
        Named.of(
            "two executions, three faults at children and pods",
            only(
                two(3),
                Disturbance.DELETE_CHILD,
                Disturbance.DELETE_CHILD_CARELESSLY,
                Disturbance.DESTROY_CHILD,
                Disturbance.DELETE_POD,
                Disturbance.SUSPEND_CHILD,
                Disturbance.RESUME_CHILD)),
        Named.of(
            "two executions, three faults at locks and by foreign objects",
            only(
                two(3),
                Disturbance.DELETE_LOCK,
                Disturbance.EDIT_LOCK,
                Disturbance.FOREIGN_LOCK,
                Disturbance.FOREIGN_CHILD)));
  }

  private static Stream<Named<Scenario>> large() {
    return Stream.of(
        Named.of("two executions, any three faults", two(3)),
        Named.of("two executions, one with an open engine, any two faults", open(2)));
  }

  @ParameterizedTest
  @EnumSource
  void everyDisturbanceIsAmongThreeFaultsOfTwoExecutions(Disturbance disturbance) {
    assertThat(always().map(Named::getPayload))
        .anyMatch(s -> s.faults() == 3 && s.subjects().size() == 2 && s.allows(disturbance));
  }
}
