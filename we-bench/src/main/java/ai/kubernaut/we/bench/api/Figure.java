package ai.kubernaut.we.bench.api;

import java.util.Arrays;
import java.util.List;

/** One number of one contender. */
record Figure(String title, double value) {

  /** The median and the 99th percentile of some durations, in milliseconds. */
  static List<Figure> latency(String title, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return List.of(
        new Figure(title + " p50, ms", at(sorted, 0.50)),
        new Figure(title + " p99, ms", at(sorted, 0.99)));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }
}
