package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.schema.Schema;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merging of an applied configuration into an object, and removal of what is no longer applied. */
final class Merge {
  private Merge() {}

  /** The live object with everything that the configuration states. */
  static JsonObject merge(JsonObject live, JsonObject config, Schema schema) {
    return value(live, config, schema).getAsJsonObject();
  }

  private static JsonElement value(
      @Nullable JsonElement live, JsonElement config, @Nullable Schema schema) {
    boolean alike = live != null && live.getClass() == config.getClass();
    if (live == null || !alike || Shape.isAtomic(config, schema)) {
      return config.deepCopy();
    }
    Map<String, JsonElement> merged = new LinkedHashMap<>(Shape.parts(live, schema));
    Shape.parts(config, schema)
        .forEach(
            (step, part) ->
                merged.put(step, value(merged.get(step), part, Shape.part(schema, step))));
    return assemble(merged, config.isJsonArray());
  }

  private static JsonElement assemble(Map<String, JsonElement> parts, boolean array) {
    if (array) {
      JsonArray items = new JsonArray();
      parts.values().forEach(part -> items.add(part.deepCopy()));
      return items;
    }
    JsonObject object = new JsonObject();
    parts.forEach((step, part) -> object.add(step.substring(2), part.deepCopy()));
    return object;
  }

  /**
   * Takes fields out of an object in place.
   *
   * @param doomed what is no longer applied
   * @param kept what others own
   */
  static void remove(JsonElement value, FieldSet doomed, FieldSet kept, @Nullable Schema schema) {
    doomed
        .children()
        .forEach(
            (step, below) -> {
              FieldSet owned = kept.children().getOrDefault(step, new FieldSet());
              JsonElement part = Shape.parts(value, schema).get(step);
              if (part == null) {
                return;
              }
              if (below.isMember() && owned.isEmpty()) {
                take(value, part, step);
              } else {
                remove(part, below, owned, Shape.part(schema, step));
                if (isEmptied(part, owned)) {
                  take(value, part, step);
                }
              }
            });
  }

  private static boolean isEmptied(JsonElement part, FieldSet owned) {
    boolean empty =
        (part.isJsonObject() && part.getAsJsonObject().isEmpty())
            || (part.isJsonArray() && part.getAsJsonArray().isEmpty());
    return empty && owned.isEmpty();
  }

  private static void take(JsonElement from, JsonElement part, String step) {
    if (from.isJsonArray()) {
      from.getAsJsonArray().remove(part);
    } else {
      from.getAsJsonObject().remove(step.substring(2));
    }
  }
}
