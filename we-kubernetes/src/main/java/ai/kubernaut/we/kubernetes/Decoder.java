package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonObject;

/** Makes a lean model of an object, keeping only the fields somebody reads. */
@FunctionalInterface
public interface Decoder<T> {

  /**
   * Reads one object.
   *
   * @param object as the API sent it; not kept, not changed
   * @throws RuntimeException if the object cannot be understood
   */
  T decode(JsonObject object);
}
