package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against a schema; finds every mistake, with the path of its field. What was there
 * before and has not changed is not complained about.
 */
public final class Validator {
  private final List<FieldError> errors = new ArrayList<>();

  private Validator() {}

  /**
   * Everything that is wrong with a value.
   *
   * @param old the value that it replaces; null when there is none
   * @param path where the value is; empty for a whole object
   */
  public static List<FieldError> validate(
      JsonElement value, @Nullable JsonElement old, Schema schema, String path) {
    Validator validator = new Validator();
    validator.value(value, old, schema, path);
    return validator.errors;
  }

  private void value(
      JsonElement value, @Nullable JsonElement old, @Nullable Schema schema, String path) {
    boolean allowedNull = value.isJsonNull() && schema != null && schema.isNullable();
    if (schema == null || allowedNull || value.equals(old) || !hasType(value, schema, path)) {
      return;
    }
    Combinations.check(value, schema, path, errors);
    enumeration(value, schema, path);
    if (value.isJsonObject()) {
      object(value.getAsJsonObject(), old, schema, path);
    } else if (value.isJsonArray()) {
      array(value.getAsJsonArray(), old, schema, path);
    } else if (value.isJsonPrimitive()) {
      Scalars.check(value.getAsJsonPrimitive(), schema, path, errors);
    }
  }

  private boolean hasType(JsonElement value, Schema schema, String path) {
    String actual = typeOf(value);
    if (schema.isIntOrString()) {
      return actual.equals("integer")
          || actual.equals("string")
          || wrong(path, "integer,string", actual);
    }
    String wanted = schema.type();
    boolean fits =
        wanted.isEmpty()
            || wanted.equals(actual)
            || (wanted.equals("number") && actual.equals("integer"));
    return fits || wrong(path, wanted, actual);
  }

  private boolean wrong(String path, String wanted, String actual) {
    errors.add(
        FieldError.typeInvalid(
            shown(path),
            actual,
            path + " in body must be of type " + wanted + ": \"" + actual + "\""));
    return false;
  }

  private void enumeration(JsonElement value, Schema schema, String path) {
    JsonElement allowed = schema.keyword("enum");
    if (allowed == null || allowed.getAsJsonArray().contains(value)) {
      return;
    }
    List<String> names = new ArrayList<>();
    allowed
        .getAsJsonArray()
        .forEach(a -> names.add(Json.isString(a) ? a.getAsString() : Json.write(a)));
    errors.add(FieldError.notSupported(shown(path), value, names));
  }

  private void object(JsonObject object, @Nullable JsonElement old, Schema schema, String path) {
    JsonElement required = schema.keyword("required");
    if (required != null) {
      for (JsonElement name : required.getAsJsonArray()) {
        if (!object.has(name.getAsString())) {
          errors.add(FieldError.required(join(path, name.getAsString()), ""));
        }
      }
    }
    count(object.size(), "Properties", "properties", schema, path);
    for (String name : object.keySet()) {
      String here = member(schema, path, name);
      value(object.get(name), Json.at(old, name), schema.member(name), here);
    }
  }

  private static String member(Schema schema, String path, String name) {
    return schema.property(name) == null && schema.values() != null
        ? path + "[" + name + "]"
        : join(path, name);
  }

  private void array(JsonArray array, @Nullable JsonElement old, Schema schema, String path) {
    count(array.size(), "Items", "items", schema, path);
    boolean unique = isTrue(schema, "uniqueItems") || schema.listType().equals("set");
    Set<JsonElement> seen = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      String here = path + "[" + i + "]";
      JsonElement item = array.get(i);
      value(item, ListMaps.counterpart(item, old, schema), schema.items(), here);
      JsonElement identity = unique ? item : ListMaps.keys(item, schema);
      if (identity != null && !seen.add(identity)) {
        errors.add(FieldError.duplicate(here, identity));
      }
    }
  }

  private void count(int size, String keyword, String noun, Schema schema, String path) {
    JsonElement most = schema.keyword("max" + keyword);
    if (most != null && size > most.getAsLong()) {
      errors.add(FieldError.tooMany(shown(path), size, most.getAsLong()));
    }
    JsonElement least = schema.keyword("min" + keyword);
    if (least != null && size < least.getAsLong()) {
      errors.add(
          FieldError.invalid(
              shown(path),
              new JsonPrimitive(size),
              path + " in body should have at least " + least + " " + noun));
    }
  }

  private static boolean isTrue(Schema schema, String keyword) {
    JsonElement value = schema.keyword(keyword);
    return value != null && value.getAsBoolean();
  }

  static String typeOf(JsonElement value) {
    if (value.isJsonNull()) {
      return "null";
    }
    if (value.isJsonObject()) {
      return "object";
    }
    if (value.isJsonArray()) {
      return "array";
    }
    if (Json.isString(value)) {
      return "string";
    }
    return Json.isBoolean(value) ? "boolean" : Scalars.numberType(value.getAsJsonPrimitive());
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String shown(String path) {
    return path.isEmpty() ? "<nil>" : path;
  }
}
