package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON documents of the resource. */
final class Documents {

  /** Objects whose keys are free, so that another key would be another value. */
  private static final Set<String> FREE_KEYS =
      Set.of(
          "labels",
          "annotations",
          "parameters",
          "declaredParameterNames",
          "requests",
          "limits",
          "engineConfig");

  private Documents() {}

  static JsonObject parse(String json) {
    return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
  }

  /** With an unknown field in each object, and times that are written in another way. */
  static JsonObject disguise(JsonObject document) {
    JsonObject result = new JsonObject();
    result.add("unknown", parse("{'n': 1.50, 'none': null, 'big': 18446744073709551616}"));
    document
        .entrySet()
        .forEach(
            field ->
                result.add(
                    field.getKey(),
                    FREE_KEYS.contains(field.getKey())
                        ? field.getValue()
                        : disguise(field.getValue())));
    return result;
  }

  private static JsonElement disguise(JsonElement value) {
    if (value instanceof JsonObject object) {
      return disguise(object);
    } else if (value instanceof JsonArray array) {
      JsonArray result = new JsonArray();
      array.forEach(element -> result.add(disguise(element)));
      return result;
    }
    return value instanceof JsonPrimitive text && text.isString()
        ? new JsonPrimitive(
            text.getAsString().replaceFirst("^(\\d{4}-\\d\\d-\\d\\dT[\\d:]+)Z$", "$1.000+00:00"))
        : value;
  }

  /** Applies a merge patch as RFC 7386 says. */
  static JsonElement apply(JsonElement target, JsonElement patch) {
    if (!(patch instanceof JsonObject changes)) {
      return patch;
    }
    JsonObject result = target instanceof JsonObject object ? object.deepCopy() : new JsonObject();
    for (Map.Entry<String, JsonElement> change : changes.entrySet()) {
      if (change.getValue().isJsonNull()) {
        result.remove(change.getKey());
      } else {
        JsonElement old =
            result.has(change.getKey()) ? result.get(change.getKey()) : JsonNull.INSTANCE;
        result.add(change.getKey(), apply(old, change.getValue()));
      }
    }
    return result;
  }

  /** What lies under these keys. */
  static JsonElement at(JsonElement document, List<String> path) {
    for (String key : path) {
      document = document.getAsJsonObject().get(key);
    }
    return document;
  }
}
