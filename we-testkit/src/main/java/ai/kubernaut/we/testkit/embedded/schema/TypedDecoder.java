package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of a built-in kind the way a typed server does: a value of the wrong type is an
 * error, unknown fields are dropped, quantities are written in their shortest form, and what says
 * nothing (null, empty text, empty lists and maps) is left out.
 */
public final class TypedDecoder {
  private final List<String> unknown = new ArrayList<>();
  private final boolean dropsEmpty;

  private TypedDecoder(boolean dropsEmpty) {
    this.dropsEmpty = dropsEmpty;
  }

  /**
   * Normalises the tree in place.
   *
   * @return paths of the fields that were dropped as unknown
   * @throws WrongType when a value has another type than its field
   */
  public static List<String> normalise(JsonObject object, Schema schema) {
    TypedDecoder decoder = new TypedDecoder(true);
    decoder.struct(object, schema, "");
    return decoder.unknown;
  }

  /** The same, but what says nothing stays. */
  public static void keepEmpty(JsonObject object, Schema schema) {
    new TypedDecoder(false).struct(object, schema, "");
  }

  /** Refuses a value that is no object. */
  public static void requireStruct(JsonElement value, String path) {
    require(value.isJsonObject(), value, path, "struct");
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
      case "string" -> TypedScalars.string(value, schema, path);
      case "boolean" -> require(Json.isBoolean(value), value, path, "bool");
      case "integer" -> TypedScalars.integer(value, schema, path);
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
        map.add(key, new JsonPrimitive(""));
      }
      value(map.get(key), values, path + "." + key);
      map.add(key, TypedScalars.canonical(map.get(key), values));
    }
  }

  private void array(JsonElement value, Schema schema, String path) {
    require(value.isJsonArray(), value, path, "slice");
    JsonArray array = value.getAsJsonArray();
    Schema items = schema.items();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).isJsonNull() && items != null && items.type().equals("object")) {
        array.set(i, new JsonObject());
      }
      if (!array.get(i).isJsonNull()) {
        value(array.get(i), items, path + "[" + i + "]");
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
      } else {
        member(object, name, schema, property, here);
      }
    }
  }

  private void member(JsonObject object, String name, Schema schema, Schema property, String path) {
    JsonElement member = object.get(name);
    if (!member.isJsonNull()) {
      value(member, property, path);
      object.add(name, TypedScalars.canonical(member, property));
    }
    boolean always = !member.isJsonNull() && schema.isRequired(name);
    if (dropsEmpty && !always && saysNothing(member, property)) {
      object.remove(name);
    }
  }

  private static boolean saysNothing(JsonElement value, Schema schema) {
    if (value.isJsonArray()) {
      return value.getAsJsonArray().isEmpty();
    }
    if (value.isJsonObject()) {
      boolean map = schema.values() != null && !schema.keepsEmpty();
      return value.getAsJsonObject().isEmpty() && map;
    }
    return value.isJsonNull() || (Json.isString(value) && value.getAsString().isEmpty());
  }

  static void require(boolean fits, JsonElement value, String path, String type) {
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
