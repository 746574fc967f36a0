package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a value is divided into fields that can have owners of their own. */
final class Shape {
  private Shape() {}

  /** Whether the value is owned as a whole. */
  static boolean isAtomic(JsonElement value, @Nullable Schema schema) {
    if (value.isJsonObject()) {
      return schema != null && schema.isAtomicMap();
    }
    if (value.isJsonArray()) {
      return schema == null || !List.of("map", "set").contains(schema.listType());
    }
    return true;
  }

  /** The parts of a divisible value by their steps. */
  static Map<String, JsonElement> parts(JsonElement value, @Nullable Schema schema) {
    Map<String, JsonElement> parts = new LinkedHashMap<>();
    if (value.isJsonObject()) {
      value.getAsJsonObject().entrySet().forEach(e -> parts.put("f:" + e.getKey(), e.getValue()));
    } else if (value.isJsonArray() && schema != null) {
      value.getAsJsonArray().forEach(item -> parts.put(step(item, schema), item));
    }
    return parts;
  }

  /** Whether a step leads to a member of a struct rather than to an entry of a map or list. */
  static boolean isProperty(@Nullable Schema schema, String step) {
    return step.startsWith("f:")
        && (schema == null
            || schema.values() == null
            || schema.property(step.substring(2)) != null);
  }

  /** Whether a struct has a member even when nothing is said of it. */
  static boolean isAlwaysThere(@Nullable Schema schema, String step) {
    return schema != null && step.startsWith("f:") && schema.isAlwaysThere(step.substring(2));
  }

  /** The schema of the part at a step. */
  static @Nullable Schema part(@Nullable Schema schema, String step) {
    if (schema == null) {
      return null;
    }
    return step.startsWith("f:") ? schema.member(step.substring(2)) : schema.items();
  }

  /** The step that leads to a list item. */
  static String step(JsonElement item, Schema schema) {
    if (schema.listType().equals("set") || !item.isJsonObject()) {
      return "v:" + Json.write(item);
    }
    JsonObject keys = new JsonObject();
    for (String key : schema.listMapKeys()) {
      JsonElement value = item.getAsJsonObject().get(key);
      JsonElement preset = defaultOf(schema, key);
      if (value != null) {
        keys.add(key, value);
      } else if (preset != null) {
        keys.add(key, preset);
      }
    }
    return "k:" + Json.write(keys);
  }

  static @Nullable JsonElement defaultOf(Schema list, String key) {
    Schema items = list.items();
    Schema property = items == null ? null : items.property(key);
    if (property != null && property.defaultValue() != null) {
      return property.defaultValue();
    }
    return key.equals("protocol") ? Json.element("TCP") : null;
  }
}
