package ai.kubernaut.we.controller.runtime;

import java.util.Optional;

/**
 * A change of what a cache holds for one object.
 *
 * @param before what it held, empty if the object is new to it
 * @param after what it holds now, empty if the object is gone
 * @param origin how it came to know
 */
public record Change<T>(Optional<T> before, Optional<T> after, Origin origin) {

  /** How a cache came to know. */
  public enum Origin {
    /** From the API, by a list or a watch. */
    WATCH,
    /** From the answer to an own write. */
    WRITE
  }

  public Change {
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("a change has a before or an after");
    }
  }

  /** The object as it is, or as it last was. */
  public T latest() {
    return after.or(() -> before).orElseThrow();
  }
}
