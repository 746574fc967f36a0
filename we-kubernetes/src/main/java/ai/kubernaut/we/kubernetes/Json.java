package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks into JSON without assumptions: what is absent, null or of another type is empty, never an
 * exception. Numbers keep the digits they came with.
 */
public final class Json {

  private Json() {}

  /** The text at this path; a number or a boolean there is not text. */
  public static Optional<String> string(JsonObject object, String... path) {
    return primitive(object, path).filter(JsonPrimitive::isString).map(JsonPrimitive::getAsString);
  }

  /** The whole number at this path. */
  public static OptionalLong integer(JsonObject object, String... path) {
    Optional<JsonPrimitive> number = primitive(object, path).filter(JsonPrimitive::isNumber);
    try {
      return number.isPresent()
          ? OptionalLong.of(new BigDecimal(number.get().getAsString()).longValueExact())
          : OptionalLong.empty();
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return OptionalLong.empty();
    }
  }

  public static Optional<Boolean> bool(JsonObject object, String... path) {
    return primitive(object, path)
        .filter(JsonPrimitive::isBoolean)
        .map(JsonPrimitive::getAsBoolean);
  }

  /** The RFC 3339 time at this path. */
  public static Optional<Instant> time(JsonObject object, String... path) {
    return string(object, path).flatMap(Json::instant);
  }

  public static Optional<JsonObject> object(JsonObject object, String... path) {
    return at(object, path).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
  }

  /** The objects in the array at this path, leaving out what is not an object. */
  public static List<JsonObject> objects(JsonObject object, String... path) {
    List<JsonObject> found = new ArrayList<>();
    for (JsonElement element : array(object, path)) {
      if (element.isJsonObject()) {
        found.add(element.getAsJsonObject());
      }
    }
    return found;
  }

  /** The texts in the array at this path, leaving out what is not text. */
  public static List<String> strings(JsonObject object, String... path) {
    List<String> found = new ArrayList<>();
    for (JsonElement element : array(object, path)) {
      if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
        found.add(element.getAsString());
      }
    }
    return found;
  }

  /** The text values of the object at this path in their order, such as labels. */
  public static Map<String, String> stringMap(JsonObject object, String... path) {
    Map<String, String> found = new LinkedHashMap<>();
    object(object, path)
        .ifPresent(
            map ->
                map.keySet()
                    .forEach(key -> string(map, key).ifPresent(value -> found.put(key, value))));
    return found;
  }

  /** What is at this path, unless it is absent or null. */
  public static Optional<JsonElement> at(JsonObject object, String... path) {
    JsonElement here = object;
    for (String step : path) {
      if (!here.isJsonObject() || !here.getAsJsonObject().has(step)) {
        return Optional.empty();
      }
      here = here.getAsJsonObject().get(step);
    }
    return Optional.of(here).filter(element -> !element.isJsonNull());
  }

  /** The one object that this text is, or empty if it is anything else. */
  public static Optional<JsonObject> parse(String text) {
    try {
      return Optional.of(read(new StringReader(text)));
    } catch (IOException | JsonParseException notAnObject) {
      return Optional.empty();
    }
  }

  /**
   * Reads exactly one object.
   *
   * @throws JsonParseException if the input is not one JSON object
   */
  static JsonObject read(Reader input) throws IOException {
    JsonReader reader = new JsonReader(input);
    reader.setStrictness(Strictness.STRICT);
    JsonElement element = JsonParser.parseReader(reader);
    if (!element.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
      throw new JsonParseException("not one JSON object");
    }
    return element.getAsJsonObject();
  }

  private static JsonArray array(JsonObject object, String... path) {
    return at(object, path)
        .filter(JsonElement::isJsonArray)
        .map(JsonElement::getAsJsonArray)
        .orElseGet(JsonArray::new);
  }

  private static Optional<JsonPrimitive> primitive(JsonObject object, String... path) {
    return at(object, path)
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsJsonPrimitive);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
