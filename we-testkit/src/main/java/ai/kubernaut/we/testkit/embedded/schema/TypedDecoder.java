package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of a built-in kind the way a typed server does: a value of the wrong type is an
 * error, unknown fields are dropped, and what says nothing (null, empty text, empty lists and maps)
 * is left out.
 */
public final class TypedDecoder {
  private static final Pattern QUANTITY =
      Pattern.compile("^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$");
  private static final Set<String> SUFFIXES =
      Set.of("", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  private final List<String> unknown = new ArrayList<>();

  private TypedDecoder() {}

  /**
   * Normalises the tree in place.
   *
   * @return paths of the fields that were dropped as unknown
   * @throws WrongType when a value has another type than its field
   */
  public static List<String> normalise(JsonObject object, Schema schema) {
    TypedDecoder decoder = new TypedDecoder();
    decoder.struct(object, schema, "");
    return decoder.unknown;
  }

  private void value(JsonElement value, @Nullable Schema schema, String path) {
    if (schema == null || schema.preservesUnknown()) {
      return;
    }
    if (schema.isIntOrString()) {
      require(Json.isString(value) || Json.isNumber(value), value, path, "intstr.IntOrString");
      return;
    }
    switch (schema.type()) {
      case "object" -> object(value, schema, path);
      case "array" -> array(value, schema, path);
      case "string" -> string(value, schema, path);
      case "boolean" -> require(Json.isBoolean(value), value, path, "bool");
      case "integer" -> require(isInteger(value), value, path, schema.format());
      default -> require(Json.isNumber(value), value, path, "float64");
    }
  }

  private void object(JsonElement value, Schema schema, String path) {
    Schema values = schema.values();
    require(value.isJsonObject(), value, path, values == null ? "struct" : "map");
    if (values == null) {
      struct(value.getAsJsonObject(), schema, path);
      return;
    }
    JsonObject map = value.getAsJsonObject();
    for (String key : List.copyOf(map.keySet())) {
      if (map.get(key).isJsonNull()) {
        map.add(key, Json.element(""));
      }
      value(map.get(key), values, path + "." + key);
    }
  }

  private void array(JsonElement value, Schema schema, String path) {
    require(value.isJsonArray(), value, path, "slice");
    JsonArray array = value.getAsJsonArray();
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isJsonNull()) {
        value(array.get(i), schema.items(), path + "[" + i + "]");
      }
    }
  }

  private void struct(JsonObject object, Schema schema, String path) {
    for (String name : List.copyOf(object.keySet())) {
      String here = Validator.join(path, name);
      Schema property = schema.property(name);
      if (property == null) {
        object.remove(name);
        unknown.add(here);
        continue;
      }
      JsonElement member = object.get(name);
      if (!member.isJsonNull()) {
        value(member, property, here);
      }
      boolean always = !member.isJsonNull() && schema.isRequired(name);
      if (!always && saysNothing(member, property)) {
        object.remove(name);
      }
    }
  }

  private static boolean saysNothing(JsonElement value, Schema schema) {
    if (value.isJsonArray()) {
      return value.getAsJsonArray().isEmpty();
    }
    if (value.isJsonObject()) {
      return value.getAsJsonObject().isEmpty() && schema.values() != null;
    }
    return value.isJsonNull() || (Json.isString(value) && value.getAsString().isEmpty());
  }

  private static void string(JsonElement value, Schema schema, String path) {
    if (schema.format().equals("quantity")) {
      require(Json.isString(value) || Json.isNumber(value), value, path, "resource.Quantity");
      requireQuantity(value.getAsString());
      return;
    }
    require(Json.isString(value), value, path, "string");
    if (schema.format().equals("date-time") && !value.getAsString().isEmpty()) {
      requireTime(value.getAsString());
    }
  }

  private static void requireTime(String text) {
    if (!Formats.accepts("date-time", text)) {
      throw new WrongType(
          "parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse");
    }
  }

  private static void requireQuantity(String text) {
    java.util.regex.Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches() || !isSuffix(matcher.group(2))) {
      throw new WrongType(
          "quantities must match the regular expression '" + QUANTITY.pattern() + "'");
    }
  }

  private static boolean isSuffix(String suffix) {
    return SUFFIXES.contains(suffix) || suffix.matches("[eE][-+]?[0-9]+");
  }

  private static boolean isInteger(JsonElement value) {
    return Json.isNumber(value)
        && Scalars.numberType(value.getAsJsonPrimitive()).equals("integer")
        && !value.getAsString().contains(".");
  }

  private static void require(boolean fits, JsonElement value, String path, String type) {
    if (!fits) {
      throw new WrongType(
          "json: cannot unmarshal "
              + goName(value)
              + " into Go struct field "
              + path
              + " of type "
              + type);
    }
  }

  private static String goName(JsonElement value) {
    String type = Validator.typeOf(value);
    return switch (type) {
      case "boolean" -> "bool";
      case "integer", "number" -> "number";
      default -> type;
    };
  }

  /** A value that cannot be read into its field. */
  public static final class WrongType extends RuntimeException {
    WrongType(String message) {
      super(message);
    }
  }
}
