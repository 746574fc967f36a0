package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the columns, subresources and selectable fields of a version must obey. */
final class VersionRules {
  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> SELECTABLE = List.of("string", "boolean", "integer");

  private final List<FieldError> errors = new ArrayList<>();
  private final String path;

  private VersionRules(String path) {
    this.path = path;
  }

  static List<FieldError> check(JsonObject version, JsonObject schema, String path) {
    VersionRules rules = new VersionRules(path);
    rules.columns(Json.objects(version, "additionalPrinterColumns"));
    rules.scale(Json.object(version, "subresources", "scale"));
    rules.selectable(Json.objects(version, "selectableFields"), Schema.of(schema));
    return rules.errors;
  }

  private void columns(List<JsonObject> columns) {
    for (int i = 0; i < columns.size(); i++) {
      String here = path + ".additionalPrinterColumns[" + i + "]";
      require(columns.get(i), "name", here + ".name");
      require(columns.get(i), "jsonPath", here + ".JSONPath");
      String type = Json.text(columns.get(i), "type");
      if (type.isEmpty()) {
        errors.add(
            FieldError.required(
                here + ".type", "must be one of " + String.join(",", COLUMN_TYPES)));
      } else if (!COLUMN_TYPES.contains(type)) {
        errors.add(
            FieldError.invalid(
                here + ".type", type, "must be one of " + String.join(",", COLUMN_TYPES)));
      }
    }
  }

  private void scale(@Nullable JsonObject scale) {
    if (scale != null) {
      for (String field : List.of("specReplicasPath", "statusReplicasPath")) {
        require(scale, field, path + ".subresources.scale." + field);
      }
    }
  }

  private void require(JsonObject object, String member, String field) {
    if (Json.text(object, member).isEmpty()) {
      errors.add(FieldError.required(field, ""));
    }
  }

  private void selectable(List<JsonObject> fields, Schema schema) {
    for (int i = 0; i < fields.size(); i++) {
      String here = path + ".selectableFields[" + i + "].jsonPath";
      String declared = Json.text(fields.get(i), "jsonPath");
      Schema found = schema;
      for (String name : CustomStrategy.fieldName(fields.get(i)).split("\\.", -1)) {
        found = found == null ? null : found.property(name);
      }
      if (found == null) {
        errors.add(
            FieldError.invalid(
                here, declared, "is an invalid path: does not refer to a valid field"));
      } else if (!SELECTABLE.contains(found.type())) {
        errors.add(
            FieldError.invalid(
                here,
                declared,
                "must point to a field of type string, boolean or integer. Enum string fields and"
                    + " strings with formats are allowed."));
      }
    }
  }
}
