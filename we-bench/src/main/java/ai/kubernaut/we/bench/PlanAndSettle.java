package ai.kubernaut.we.bench;

import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.core.settle.Settle;
import ai.kubernaut.we.core.settle.Settlement;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What one decision costs: nanoseconds and allocated bytes of a plan with its settlement. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanAndSettle {

  /** Moments in the life of an execution. */
  public enum Moment {
    NEW(World.around(AnExecution.pending("mine").withoutFinalizer())),
    LOCKED(World.pending().ourLock()),
    CREATED(World.pending().ourLock().child(ChildState.HELD)),
    DUPLICATE(World.pending().lockedBy(AnExecution.running("other"))),
    RUNS(World.running(ChildState.STARTED)),
    SUCCEEDED(World.running(ChildState.SUCCEEDED)),
    FAILED(World.running(ChildState.FAILED).withEvents()),
    AT_REST(World.around(AnExecution.completed("mine", AnExecution.CREATED)));

    private final Observation observation;

    Moment(World world) {
      observation = world.observation();
    }
  }

  private static final Outcome DONE = new Outcome.Done();

  @Param public Moment moment = Moment.NEW;

  private Observation observation = moment.observation;

  @Setup
  public void observe() {
    observation = moment.observation;
  }

  @Benchmark
  public Settlement decide() {
    Plan plan = Planner.plan(observation);
    return Settle.settle(observation, plan, DONE);
  }

  public static void main(String[] args) throws RunnerException {
    measure();
  }

  /** Measures every moment and prints a row for each. */
  static void measure() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PlanAndSettle.class.getName())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    System.out.printf("%n%-12s %10s %10s%n", "plan+settle", "ns", "bytes");
    results.forEach(PlanAndSettle::print);
    System.out.printf("%-12s %10d %10d%n", "budget", 5_000, 4_096);
  }

  private static void print(RunResult result) {
    System.out.printf(
        "%-12s %10.0f %10.0f%n",
        result.getParams().getParam("moment"),
        result.getPrimaryResult().getScore(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }
}
