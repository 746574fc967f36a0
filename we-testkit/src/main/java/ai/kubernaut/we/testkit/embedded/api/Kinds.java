package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What objects say of their own kind and version. */
final class Kinds {
  private Kinds() {}

  /** Refuses a body in another version than that of the path; built-in kinds may leave it out. */
  static void requireVersion(JsonObject object, ResourceType type) {
    requireText(object, "kind", type);
    requireText(object, "apiVersion", type);
    String given = Json.text(object, "apiVersion");
    if (type.custom() && Json.text(object, "kind").isEmpty()) {
      throw kindMissing(object);
    }
    if (given.isEmpty() && type.custom()) {
      throw Refusal.of(
          500,
          "InternalError",
          "Internal error occurred: Object 'apiVersion' is missing in 'object has no apiVersion"
              + " field'");
    }
    if (!given.isEmpty() && !given.equals(type.apiVersion())) {
      throw Refusal.badRequest(
          "the API version in the data ("
              + given
              + ") does not match the expected API version ("
              + type.apiVersion()
              + ")");
    }
  }

  private static void requireText(JsonObject object, String field, ResourceType type) {
    JsonElement value = Json.at(object, field);
    if (value != null && !Json.isString(value)) {
      throw Refusal.badRequest(
          "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: json: cannot unmarshal into Go struct field .%s of type string"
              .formatted(type.kind(), field));
    }
  }

  /** Refuses what cannot be read as an object of the type, and fills in what may be left out. */
  static void requireKind(JsonObject object, ResourceType type) {
    String kind = Json.text(object, "kind");
    if (type.custom()) {
      if (kind.isEmpty()) {
        throw kindMissing(object);
      }
      return;
    }
    String apiVersion = Json.text(object, "apiVersion");
    boolean fits =
        (kind.isEmpty() || kind.equals(type.kind()))
            && (apiVersion.isEmpty() || apiVersion.equals(type.apiVersion()));
    if (!fits) {
      throw Refusal.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: converting (%s) to (%s): unknown conversion"
              .formatted(kind, type.version(), type.kind(), kind, type.kind()));
    }
    object.addProperty("apiVersion", type.apiVersion());
    object.addProperty("kind", type.kind());
  }

  private static Refusal kindMissing(JsonObject object) {
    return Refusal.badRequest("Object 'Kind' is missing in '" + Json.write(object) + "'");
  }

  /** Where a custom resource says that it is something else. */
  static List<FieldError> mismatches(JsonObject object, ResourceType type) {
    List<FieldError> errors = new ArrayList<>();
    require("kind", Json.text(object, "kind"), type.kind(), errors);
    require("apiVersion", Json.text(object, "apiVersion"), type.apiVersion(), errors);
    return errors;
  }

  private static void require(String field, String given, String wanted, List<FieldError> errors) {
    if (!given.equals(wanted)) {
      errors.add(FieldError.invalid(field, given, "must be " + wanted));
    }
  }

  /** How a complaint about the content of an object begins. */
  static String cannotBeHandled(ResourceType type) {
    return "%s in version \"%s\" cannot be handled as a %s: "
        .formatted(type.kind(), type.version(), type.kind());
  }
}
