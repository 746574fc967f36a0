package ai.kubernaut.we.bench.cluster;

import java.util.Arrays;
import java.util.Collection;

/** The spread of some durations, in milliseconds. */
record Latency(double p50, double p99) {

  static Latency of(Collection<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return new Latency(at(sorted, 0.50), at(sorted, 0.99));
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, index)] / 1e6;
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Override
  public String toString() {
    return "%7.1f %7.1f".formatted(p50, p99);
  }
}
