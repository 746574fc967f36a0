package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** The logical keywords: {@code allOf}, {@code anyOf}, {@code oneOf} and {@code not}. */
final class Combinations {
  private Combinations() {}

  static void check(JsonElement value, Schema schema, String path, List<FieldError> errors) {
    for (JsonObject part : Json.objects(schema.source(), "allOf")) {
      errors.addAll(Validator.validate(value, null, Schema.of(part), path));
    }
    List<JsonObject> any = Json.objects(schema.source(), "anyOf");
    if (!any.isEmpty() && matching(value, any, path) == 0) {
      complain(errors, value, path, "must validate at least one schema (anyOf)");
    }
    List<JsonObject> one = Json.objects(schema.source(), "oneOf");
    if (!one.isEmpty() && matching(value, one, path) != 1) {
      complain(errors, value, path, "must validate one and only one schema (oneOf)");
    }
    JsonObject not = Json.object(schema.source(), "not");
    if (not != null && Validator.validate(value, null, Schema.of(not), path).isEmpty()) {
      complain(errors, value, path, "must not validate the schema (not)");
    }
  }

  private static long matching(JsonElement value, List<JsonObject> parts, String path) {
    return parts.stream()
        .filter(part -> Validator.validate(value, null, Schema.of(part), path).isEmpty())
        .count();
  }

  private static void complain(
      List<FieldError> errors, JsonElement value, String path, String what) {
    errors.add(FieldError.invalid(Validator.shown(path), value, path + " in body " + what));
  }
}
