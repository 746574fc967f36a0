package ai.kubernaut.we.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Settle;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Decisions are made by the thousand, so each of them keeps to a budget of memory, in KiB. */
class AllocationTest {

  private static final int ROUNDS = 2_000;

  static Stream<Arguments> moments() {
    return Stream.of(
        Arguments.of(4, "it is new", World.around(AnExecution.pending("mine").withoutFinalizer())),
        Arguments.of(8, "its child is ordered", World.pending().ourLock()),
        Arguments.of(7, "its child exists", World.pending().ourLock().child(ChildState.HELD)),
        Arguments.of(2, "its child runs", World.running(ChildState.STARTED)),
        Arguments.of(3, "its child has succeeded", World.running(ChildState.SUCCEEDED)),
        Arguments.of(
            2, "it is at rest", World.around(AnExecution.completed("mine", AnExecution.CREATED))),
        Arguments.of(
            7, "another holds the target", World.pending().lockedBy(AnExecution.running("other"))),
        Arguments.of(16, "its child has failed", World.running(ChildState.FAILED).withEvents()));
  }

  @ParameterizedTest(name = "{1}: {0} KiB")
  @MethodSource("moments")
  void ofPlanAndSettleStaysWithinItsBudget(int budget, String sentence, World world) {
    assertThat(bytes(world)).as(sentence).isBetween(1L, budget * 1024L);
  }

  @Test
  void ofPlanAndSettleIsFourAtMostOnTheWayThroughALife() {
    assertThat(
            moments()
                .limit(6)
                .mapToLong(moment -> bytes((World) moment.get()[2]))
                .average()
                .orElseThrow())
        .isLessThan(4 * 1024);
  }

  private static long bytes(World world) {
    Observation observation = world.observation();
    decide(observation);
    long before = allocated();
    decide(observation);
    return (allocated() - before) / ROUNDS;
  }

  private static void decide(Observation observation) {
    for (int i = 0; i < ROUNDS; i++) {
      Settle.settle(observation, Planner.plan(observation), new Outcome.Done());
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
