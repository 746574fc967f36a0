package ai.kubernaut.we.testkit.model.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a search has found.
 *
 * @param states distinct states that were expanded
 * @param steps steps between them
 * @param statesByFaults how many of the states it took that many faults to reach
 * @param exhausted whether nothing was left to expand
 * @param trace the run with the fewest faults, and of these with the fewest steps, that breaks a
 *     promise
 */
public record Report(
    long states,
    long steps,
    List<Long> statesByFaults,
    boolean exhausted,
    Duration time,
    Optional<Trace> trace) {

  public Report {
    statesByFaults = List.copyOf(statesByFaults);
  }

  @Override
  public String toString() {
    return "%,d states %s and %,d steps in %.1f s (%,.0f states/s), %s%s"
        .formatted(
            states,
            statesByFaults,
            steps,
            time.toMillis() / 1000.0,
            states * 1000.0 / Math.max(1, time.toMillis()),
            exhausted ? "exhausted" : "not exhausted",
            trace.map(t -> "\n" + t).orElse(", no violation"));
  }
}
