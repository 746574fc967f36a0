package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Which part of an object a write reaches: everything but the status, or only the status. */
final class Parts {
  private Parts() {}

  /** The next state of a write to the object itself. */
  static JsonObject mainOf(JsonObject next, JsonObject old, ResourceType type) {
    if (type.hasStatus()) {
      put(next, "status", old.get("status"));
    }
    type.strategy().prepareForUpdate(next, old);
    return next;
  }

  /** The next state of a write to the status. */
  static JsonObject statusOf(JsonObject next, JsonObject old, ResourceType type) {
    JsonObject merged = old.deepCopy();
    put(merged, "status", next.get("status"));
    if (type.strategy().statusWritesMetadata()) {
      merged.add("metadata", next.get("metadata"));
    } else {
      put(
          Json.child(merged, "metadata"),
          "managedFields",
          Json.child(next, "metadata").get("managedFields"));
    }
    return merged;
  }

  private static void put(JsonObject object, String name, @Nullable JsonElement value) {
    if (value == null) {
      object.remove(name);
    } else {
      object.add(name, value);
    }
  }
}
