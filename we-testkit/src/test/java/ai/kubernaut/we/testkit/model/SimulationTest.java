package ai.kubernaut.we.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.model.search.Simulation;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Long random runs of four executions on two targets keep every promise. */
class SimulationTest {

  private static final String AGAIN =
      "mvn test -pl we-testkit -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false";

  private static final int FAULTS = 5;
  private static final int LENGTH = 80;
  private static final ExecutionModel MODEL = new ExecutionModel(Scenarios.many(FAULTS));

  @Test
  void everySeedKeepsEveryPromise() {
    Optional<String> broken =
        seeds().parallel().mapToObj(SimulationTest::run).flatMap(Optional::stream).findAny();

    assertThat(broken).isEmpty();
  }

  private static LongStream seeds() {
    Long one = Long.getLong("we.simulation.seed");
    return one == null
        ? LongStream.rangeClosed(1, Long.getLong("we.simulation.seeds", 10_000))
        : LongStream.of(one);
  }

  private static Optional<String> run(long seed) {
    return Simulation.run(MODEL, seed, LENGTH)
        .map(
            trace ->
                "Seed %d; again by: %s -Dwe.simulation.seed=%d%n%s"
                    .formatted(seed, AGAIN, seed, trace));
  }
}
