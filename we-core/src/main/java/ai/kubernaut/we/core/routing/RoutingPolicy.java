package ai.kubernaut.we.core.routing;

import java.time.Duration;

/**
 * What the rules are set to.
 *
 * @param cooldown how long the same workflow is not run again on a target after it ran
 * @param backoff the pause after failures in a row that never ran
 * @param maxFailures so many of them in a row, and a person has to act; at least 1
 */
public record RoutingPolicy(Duration cooldown, Backoff backoff, int maxFailures) {

  /** Five minutes, {@link Backoff#DEFAULTS}, five failures. */
  public static final RoutingPolicy DEFAULTS =
      new RoutingPolicy(Duration.ofMinutes(5), Backoff.DEFAULTS, 5);

  public RoutingPolicy {
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException("cooldown is " + cooldown + "; it must not be negative");
    }
    if (maxFailures < 1) {
      throw new IllegalArgumentException(
          "maxFailures is " + maxFailures + "; it has to be at least 1");
    }
  }
}
