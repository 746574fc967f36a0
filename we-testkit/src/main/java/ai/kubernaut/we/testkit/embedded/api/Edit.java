package ai.kubernaut.we.testkit.embedded.api;

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
}
