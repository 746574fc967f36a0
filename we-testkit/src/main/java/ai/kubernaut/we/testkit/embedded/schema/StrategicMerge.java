package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.PatchRefused;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: like a merge patch, but lists with a merge key are merged item by item.
 */
public final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
  private static final String RETAIN = "$retainKeys";

  private StrategicMerge() {}

  /** The document after the patch; the arguments are left as they were. */
  public static JsonObject apply(JsonObject patch, JsonObject document, @Nullable Schema schema) {
    String directive = Json.text(patch, DIRECTIVE);
    if (!List.of("", "replace", "delete", "merge").contains(directive)) {
      throw new PatchRefused("unknown patch type: " + directive + " in map: " + Json.write(patch));
    }
    if (directive.equals("replace")) {
      JsonObject replaced = patch.deepCopy();
      replaced.remove(DIRECTIVE);
      return replaced;
    }
    if (directive.equals("delete")) {
      return new JsonObject();
    }
    JsonObject merged = document.deepCopy();
    retain(patch, merged);
    patch.entrySet().forEach(member -> merge(member, merged, schema));
    patch.entrySet().stream()
        .filter(member -> member.getKey().startsWith(ORDER))
        .forEach(member -> order(member, merged, schema));
    return merged;
  }

  private static void retain(JsonObject patch, JsonObject merged) {
    if (patch.has(RETAIN)) {
      List<String> kept = Json.strings(patch, RETAIN);
      merged.entrySet().removeIf(member -> !kept.contains(member.getKey()));
    }
  }

  private static void merge(
      Map.Entry<String, JsonElement> member, JsonObject merged, @Nullable Schema schema) {
    String name = member.getKey();
    JsonElement value = member.getValue();
    if (name.startsWith(DELETE_FROM)) {
      deleteScalars(name.substring(DELETE_FROM.length()), value, merged);
    } else if (name.startsWith("$")) {
      return;
    } else if (value.isJsonNull()) {
      merged.remove(name);
    } else {
      Schema known = schema == null ? null : schema.member(name);
      merged.add(name, merged(value, merged.get(name), known));
    }
  }

  private static JsonElement merged(
      JsonElement value, @Nullable JsonElement current, @Nullable Schema schema) {
    if (value.isJsonObject()) {
      boolean both = current != null && current.isJsonObject();
      JsonObject base = both && current != null ? current.getAsJsonObject() : new JsonObject();
      return apply(value.getAsJsonObject(), base, schema);
    }
    if (value.isJsonArray() && schema != null) {
      JsonArray base =
          current != null && current.isJsonArray() ? current.getAsJsonArray() : new JsonArray();
      if (!schema.patchMergeKey().isEmpty()) {
        return mergeByKey(value.getAsJsonArray(), base, schema);
      }
      if (schema.isPatchMerged()) {
        return union(value.getAsJsonArray(), base);
      }
    }
    return value.deepCopy();
  }

  private static JsonArray union(JsonArray added, JsonArray base) {
    JsonArray union = base.deepCopy();
    for (JsonElement item : added) {
      if (!union.contains(item)) {
        union.add(item);
      }
    }
    return union;
  }

  private static JsonArray mergeByKey(JsonArray patch, JsonArray base, Schema schema) {
    String key = schema.patchMergeKey();
    Map<String, JsonElement> items = new LinkedHashMap<>();
    base.forEach(item -> items.put(Json.text(item, key), item));
    for (JsonElement item : patch) {
      if (Json.text(item, DIRECTIVE).equals("replace") && item.getAsJsonObject().size() == 1) {
        items.clear();
        continue;
      }
      mergeItem(item, key, items, schema);
    }
    JsonArray merged = new JsonArray();
    items.values().forEach(merged::add);
    return merged;
  }

  private static void mergeItem(
      JsonElement item, String key, Map<String, JsonElement> items, Schema schema) {
    String id = Json.text(item, key);
    if (id.isEmpty() || !item.isJsonObject()) {
      throw new PatchRefused("map does not contain declared merge key: " + key);
    }
    if (Json.text(item, DIRECTIVE).equals("delete")) {
      items.remove(id);
    } else {
      items.put(id, merged(item, items.get(id), schema.items()));
    }
  }

  private static void deleteScalars(String name, JsonElement doomed, JsonObject merged) {
    JsonElement current = merged.get(name);
    if (current != null && current.isJsonArray() && doomed.isJsonArray()) {
      doomed.getAsJsonArray().forEach(item -> current.getAsJsonArray().remove(item));
    }
  }

  private static void order(
      Map.Entry<String, JsonElement> wanted, JsonObject merged, @Nullable Schema schema) {
    String name = wanted.getKey().substring(ORDER.length());
    JsonElement list = merged.get(name);
    Schema known = schema == null ? null : schema.member(name);
    if (list == null || !list.isJsonArray() || known == null) {
      return;
    }
    List<String> order = new ArrayList<>();
    wanted.getValue().getAsJsonArray().forEach(item -> order.add(id(item, known)));
    List<JsonElement> items = new ArrayList<>(list.getAsJsonArray().asList());
    items.sort(
        java.util.Comparator.comparingInt(
            item ->
                order.contains(id(item, known)) ? order.indexOf(id(item, known)) : order.size()));
    merged.add(name, Json.element(items));
  }

  private static String id(JsonElement item, Schema schema) {
    return item.isJsonObject() ? Json.text(item, schema.patchMergeKey()) : item.getAsString();
  }
}
