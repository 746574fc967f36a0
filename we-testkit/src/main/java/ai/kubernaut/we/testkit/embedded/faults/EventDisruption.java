package ai.kubernaut.we.testkit.embedded.faults;

import java.time.Duration;

/**
 * What goes wrong with one event of a watch.
 *
 * @param delay how long it, and all after it, wait
 * @param dropped whether it is never sent
 * @param broken whether the connection is lost in its place
 */
public record EventDisruption(Duration delay, boolean dropped, boolean broken) {
  /** Nothing goes wrong. */
  public static final EventDisruption NONE = new EventDisruption(Duration.ZERO, false, false);
}
