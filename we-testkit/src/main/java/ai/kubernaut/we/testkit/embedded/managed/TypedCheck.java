package ai.kubernaut.we.testkit.embedded.managed;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an applied configuration can be read by the schema of its type. */
final class TypedCheck {
  private static final Set<String> ALWAYS = Set.of("apiVersion", "kind");

  private final List<String> errors = new ArrayList<>();

  private TypedCheck() {}

  /** Everything that does not fit, each with its path. */
  static List<String> errors(JsonObject config, Schema schema) {
    TypedCheck check = new TypedCheck();
    JsonObject body = config.deepCopy();
    ALWAYS.forEach(body::remove);
    check.object(body, schema, "");
    return check.errors;
  }

  private void value(JsonElement value, @Nullable Schema schema, String path) {
    if (schema == null || value.isJsonNull() || schema.isIntOrString()) {
      return;
    }
    switch (schema.type()) {
      case "object" -> {
        if (expect(value.isJsonObject(), "map", value, path)) {
          object(value.getAsJsonObject(), schema, path);
        }
      }
      case "array" -> {
        if (expect(value.isJsonArray(), "list", value, path)) {
          list(value.getAsJsonArray().asList(), schema, path);
        }
      }
      case "boolean" -> expect(Json.isBoolean(value), "boolean", value, path);
      case "integer", "number" ->
          expect(Json.isNumber(value), "numeric (int or float)", value, path);
      case "string" -> {
        boolean quantity = schema.format().equals("quantity") && Json.isNumber(value);
        expect(quantity || Json.isString(value), "string", value, path);
      }
      default -> {
        return;
      }
    }
  }

  private boolean expect(boolean fits, String type, JsonElement value, String path) {
    if (!fits) {
      errors.add(path + ": expected " + type + ", got " + Json.write(value));
    }
    return fits;
  }

  private void object(JsonObject object, Schema schema, String path) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String here = path + "." + member.getKey();
      Schema known = schema.member(member.getKey());
      if (known != null) {
        value(member.getValue(), known, here);
      } else if (!schema.keepsUnknown() && !isImplied(member.getKey(), path, schema)) {
        errors.add(here + ": field not declared in schema");
      }
    }
  }

  private static boolean isImplied(String name, String path, Schema schema) {
    return schema.isEmbeddedResource()
        && !path.isEmpty()
        && (ALWAYS.contains(name) || name.equals("metadata"));
  }

  private void list(List<JsonElement> items, Schema schema, String path) {
    Set<String> seen = new HashSet<>();
    boolean keyed = schema.listType().equals("map");
    for (int i = 0; i < items.size(); i++) {
      JsonElement item = items.get(i);
      if (keyed && !hasKeys(item, schema, path, i)) {
        continue;
      }
      boolean divided = keyed || schema.listType().equals("set");
      String step = divided ? Shape.step(item, schema) : "";
      if (divided && !seen.add(step)) {
        errors.add(path + ": duplicate entries for key " + FieldSet.shown(step));
      }
      value(item, schema.items(), path + (divided ? FieldSet.shown(step) : "[" + i + "]"));
    }
  }

  private boolean hasKeys(JsonElement item, Schema schema, String path, int index) {
    for (String key : schema.listMapKeys()) {
      boolean given = Json.at(item, key) != null || Shape.defaultOf(schema, key) != null;
      if (!given) {
        errors.add(
            path
                + ": element "
                + index
                + ": associative list with keys has an element that omits key field \""
                + key
                + "\" (and doesn't have default value)");
        return false;
      }
    }
    return true;
  }
}
