package ai.kubernaut.we.controller.runtime;

import java.time.Duration;

/**
 * How patient a leader election is.
 *
 * @param lease how long others wait after the last sign of the leader
 * @param renewWithin how long after its last renewal a leader gives up; shorter than the lease
 * @param renewEvery how often the leader renews
 * @param lookEvery how often others look
 */
public record LeaseTiming(
    Duration lease, Duration renewWithin, Duration renewEvery, Duration lookEvery) {

  public LeaseTiming {
    if (lease.compareTo(renewWithin) <= 0 || renewWithin.compareTo(renewEvery) <= 0) {
      throw new IllegalArgumentException("a lease needs lease > renewWithin > renewEvery");
    }
  }

  /** The longest that one request may take. */
  Duration request(Duration atMost) {
    Duration half = renewWithin.dividedBy(2);
    return half.compareTo(atMost) < 0 ? half : atMost;
  }
}
