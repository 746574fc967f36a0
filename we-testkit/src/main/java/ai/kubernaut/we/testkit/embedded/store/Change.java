package ai.kubernaut.we.testkit.embedded.store;

import org.jspecify.annotations.Nullable;

/**
 * One step of the history.
 *
 * @param revision the revision that this step made
 * @param type what happened
 * @param before the version that it replaced; null for an addition
 * @param after the version that it wrote; for a deletion the last state under the new revision
 */
public record Change(long revision, Type type, @Nullable StoredObject before, StoredObject after) {

  /** What happened to the object, in the words of a watch. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }

  public ObjectKey key() {
    return after.key();
  }
}
