package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the list types of a schema must obey. */
final class ListRules {
  private static final String TYPE = "x-kubernetes-list-type";
  private static final String KEYS = "x-kubernetes-list-map-keys";
  private static final String MAP_TYPE = "x-kubernetes-map-type";
  private static final List<String> TYPES = List.of("atomic", "set", "map");

  private ListRules() {}

  static List<FieldError> check(JsonObject schema, String path) {
    List<FieldError> errors = new ArrayList<>();
    String type = Json.text(schema, TYPE);
    if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(FieldError.notSupported(path + "." + TYPE, Json.element(type), TYPES));
    }
    if (!type.isEmpty() && !Json.text(schema, "type").equals("array")) {
      errors.add(
          FieldError.invalid(
              path + ".type",
              Json.text(schema, "type"),
              "must be array if " + TYPE + " is specified"));
    }
    if (type.equals("map")) {
      keys(schema, path, errors);
    } else if (type.equals("set")) {
      set(schema, path, errors);
    }
    return errors;
  }

  private static void keys(JsonObject schema, String path, List<FieldError> errors) {
    List<String> keys = Json.strings(schema, KEYS);
    JsonObject properties = Json.object(schema, "items", "properties");
    if (keys.isEmpty()) {
      errors.add(
          FieldError.required(path + "." + KEYS, "must not be empty if " + TYPE + " is map"));
      return;
    }
    if (properties == null || !properties.keySet().containsAll(keys)) {
      errors.add(
          FieldError.invalid(
              path + "." + KEYS,
              Json.element(keys),
              "entries must all be names of item properties"));
      return;
    }
    List<String> required = Json.strings(schema, "items", "required");
    for (String key : keys) {
      if (!required.contains(key) && !properties.getAsJsonObject(key).has("default")) {
        errors.add(
            FieldError.required(
                path + ".items.properties[" + key + "].default",
                "this property is in "
                    + KEYS
                    + ", so it must have a default or be a required property"));
      }
    }
  }

  private static void set(JsonObject schema, String path, List<FieldError> errors) {
    boolean objects = Json.text(schema, "items", "type").equals("object");
    JsonElement mapType = Json.at(schema, "items", MAP_TYPE);
    if (objects && !Json.text(schema, "items", MAP_TYPE).equals("atomic")) {
      errors.add(
          FieldError.invalid(
              path + ".items." + MAP_TYPE,
              Objects.requireNonNullElse(mapType, JsonNull.INSTANCE),
              "must be atomic as item of a list with " + TYPE + "=set"));
    }
  }
}
