package ai.kubernaut.we.controller.runtime;

import java.time.Duration;

/** Told what happens in a queue. Implementations must be quick and must not throw. */
public interface QueueMetrics {

  QueueMetrics NONE = new QueueMetrics() {};

  /** How many keys wait to be taken, after a change. */
  default void depth(int keys) {}

  /** How long a key that was just taken had waited since it was added or became due. */
  default void waited(Duration latency) {}

  /** A key was put back after a failure. */
  default void retried() {}

  /** How long a key was in work. */
  default void worked(Duration time) {}
}
