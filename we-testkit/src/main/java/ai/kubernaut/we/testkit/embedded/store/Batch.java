package ai.kubernaut.we.testkit.embedded.store;

import java.util.List;

/**
 * What a follower of the history reads in one go.
 *
 * @param changes changes in order; empty when nothing happened in the time allowed
 * @param revision everything up to here has been seen
 */
public record Batch(List<Change> changes, long revision) {
  public Batch {
    changes = List.copyOf(changes);
  }
}
