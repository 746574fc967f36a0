package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonObject;

/**
 * Makes the next state of an object from its current one. May be asked again when another write
 * came between.
 */
@FunctionalInterface
public interface Edit {
  /**
   * The next state.
   *
   * @param current a copy that the edit may change and return
   */
  JsonObject apply(JsonObject current);

  /** What is said of a next state that cannot be read as an object of its type. */
  default Refusal unreadable(JsonObject next, Refusal why) {
    return why;
  }

  /** Whether kind and uid in the next state say which object is meant, and are no changes. */
  default boolean namesTheObject() {
    return false;
  }

  /** Whether the next state comes from a client and has to be read as an object of its type. */
  default boolean isRaw() {
    return true;
  }

  /** Puts an object in the place of the current one. */
  static Edit replacement(JsonObject body) {
    return new Edit() {
      @Override
      public JsonObject apply(JsonObject current) {
        return body.deepCopy();
      }

      @Override
      public boolean namesTheObject() {
        return true;
      }
    };
  }
}
