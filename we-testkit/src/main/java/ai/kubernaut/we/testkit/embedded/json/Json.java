package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reading, writing and walking of JSON trees. Numbers keep the digits that they were written with.
 */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  /** Parses one JSON value and nothing after it. */
  public static JsonElement parse(String text) {
    return JsonText.read(text).value();
  }

  /** Parses what this program has written itself. */
  public static JsonObject parseObject(byte[] utf8) {
    return parse(new String(utf8, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  /** Compact JSON; nulls are kept. */
  public static String write(JsonElement value) {
    return GSON.toJson(value);
  }

  /** Compact JSON as UTF-8. */
  public static byte[] bytes(JsonElement value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The value at a path of member names, or null when any of them is missing or JSON null. */
  public static @Nullable JsonElement at(@Nullable JsonElement root, String... path) {
    JsonElement here = root;
    for (String name : path) {
      if (here == null || !here.isJsonObject()) {
        return null;
      }
      here = here.getAsJsonObject().get(name);
    }
    return here == null || here.isJsonNull() ? null : here;
  }

  /** The object at a path, or null when there is none. */
  public static @Nullable JsonObject object(@Nullable JsonElement root, String... path) {
    JsonElement found = at(root, path);
    return found != null && found.isJsonObject() ? found.getAsJsonObject() : null;
  }

  /** The members of the array at a path; empty when there is none. */
  public static List<JsonElement> items(@Nullable JsonElement root, String... path) {
    JsonElement found = at(root, path);
    return found != null && found.isJsonArray() ? found.getAsJsonArray().asList() : List.of();
  }

  /** The objects of the array at a path; empty when there is none. */
  public static List<JsonObject> objects(@Nullable JsonElement root, String... path) {
    List<JsonElement> items = items(root, path);
    if (items.isEmpty()) {
      return List.of();
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonElement item : items) {
      if (item.isJsonObject()) {
        objects.add(item.getAsJsonObject());
      }
    }
    return objects;
  }

  /** The strings of the array at a path; empty when there is none. */
  public static List<String> strings(@Nullable JsonElement root, String... path) {
    List<String> strings = new ArrayList<>();
    for (JsonElement item : items(root, path)) {
      if (item.isJsonPrimitive()) {
        strings.add(item.getAsString());
      }
    }
    return strings;
  }

  /** The scalar at a path as text; empty when there is none. */
  public static String text(@Nullable JsonElement root, String... path) {
    JsonElement found = at(root, path);
    return found != null && found.isJsonPrimitive() ? found.getAsString() : "";
  }

  /** The number at a path, or what to take when there is none. */
  public static long number(@Nullable JsonElement root, long otherwise, String... path) {
    JsonElement found = at(root, path);
    return found != null && isNumber(found) ? found.getAsBigDecimal().longValue() : otherwise;
  }

  /** Whether the value at a path is true. */
  public static boolean isTrue(@Nullable JsonElement root, String... path) {
    JsonElement found = at(root, path);
    return found != null && isBoolean(found) && found.getAsBoolean();
  }

  /** The map of strings at a path; empty when there is none. */
  public static Map<String, String> stringMap(@Nullable JsonElement root, String... path) {
    JsonObject found = object(root, path);
    Map<String, String> map = new LinkedHashMap<>();
    if (found != null) {
      for (Map.Entry<String, JsonElement> entry : found.entrySet()) {
        if (entry.getValue().isJsonPrimitive()) {
          map.put(entry.getKey(), entry.getValue().getAsString());
        }
      }
    }
    return map;
  }

  /** The object at a path of member names; missing ones are created. */
  public static JsonObject child(JsonObject root, String... path) {
    JsonObject here = root;
    for (String name : path) {
      JsonElement next = here.get(name);
      if (next == null || !next.isJsonObject()) {
        next = new JsonObject();
        here.add(name, next);
      }
      here = next.getAsJsonObject();
    }
    return here;
  }

  /** An object of these members, in order: name, value, name, value. Null values are left out. */
  public static JsonObject of(@Nullable Object... namesAndValues) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        object.add(String.valueOf(namesAndValues[i]), element(value));
      }
    }
    return object;
  }

  /** An array of these values. */
  public static JsonArray array(Object... values) {
    return element(List.of(values)).getAsJsonArray();
  }

  /** A Java value (element, string, number, boolean, list or map) as JSON. */
  public static JsonElement element(Object value) {
    if (value instanceof JsonElement element) {
      return element;
    }
    if (value instanceof String text) {
      return new JsonPrimitive(text);
    }
    if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    return GSON.toJsonTree(value);
  }

  /** The object with null members removed at every depth; arrays keep their nulls. */
  public static void dropNulls(JsonElement value) {
    if (value.isJsonObject()) {
      value.getAsJsonObject().entrySet().removeIf(entry -> entry.getValue().isJsonNull());
      value.getAsJsonObject().entrySet().forEach(entry -> dropNulls(entry.getValue()));
    } else if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(Json::dropNulls);
    }
  }

  public static boolean isString(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  public static boolean isNumber(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
  }

  public static boolean isBoolean(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
  }
}
