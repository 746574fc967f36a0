package ai.kubernaut.we.bench;

import ai.kubernaut.we.bench.api.ApiBenchmark;
import ai.kubernaut.we.bench.cluster.ClusterBenchmark;
import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Runs every benchmark, one after the other. */
public final class Benchmarks {

  private Benchmarks() {}

  /** Prints the tables of all; each has a {@code main} of its own too. */
  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    PlanAndSettle.measure();
    ApiBenchmark.measure();
    ClusterBenchmark.measure();
    System.exit(0);
  }
}
