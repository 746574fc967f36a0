package ai.kubernaut.we.controller.metrics;

import io.prometheus.client.Histogram;
import java.time.Duration;

/** Durations as Prometheus wants them. */
final class Seconds {

  private Seconds() {}

  static double of(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** For what takes milliseconds where all is well, and a minute at worst. */
  static Histogram.Builder histogram(String name, String help) {
    return Histogram.build(name, help).buckets(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60);
  }
}
