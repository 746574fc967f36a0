package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Lists whose items are known by some of their members. */
final class ListMaps {
  private ListMaps() {}

  /** What an item is known by; null when its list is no such list. */
  static @Nullable JsonElement keys(JsonElement item, Schema list) {
    if (!list.listType().equals("map") || !item.isJsonObject()) {
      return null;
    }
    JsonObject keys = new JsonObject();
    for (String key : list.listMapKeys()) {
      JsonElement value = item.getAsJsonObject().get(key);
      if (value != null) {
        keys.add(key, value);
      }
    }
    return keys;
  }

  /**
   * The item of another version of the list that an item corresponds to; null when there is none.
   */
  static @Nullable JsonElement counterpart(
      JsonElement item, @Nullable JsonElement otherList, Schema list) {
    JsonElement keys = keys(item, list);
    if (keys == null) {
      return null;
    }
    for (JsonElement candidate : Json.items(otherList)) {
      if (keys.equals(keys(candidate, list))) {
        return candidate;
      }
    }
    return null;
  }
}
