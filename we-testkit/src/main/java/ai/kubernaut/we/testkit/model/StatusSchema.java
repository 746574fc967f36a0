package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.schema.Validator;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** The schema of an execution's status, as an API server has it. */
final class StatusSchema {

  private static final Schema SCHEMA = Schema.of(schema());

  private StatusSchema() {}

  private static JsonObject schema() {
    JsonElement version =
        Yaml.parse(CustomResourceDefinition.yaml())
            .getAsJsonObject()
            .getAsJsonObject("spec")
            .getAsJsonArray("versions")
            .get(0);
    return version
        .getAsJsonObject()
        .getAsJsonObject("schema")
        .getAsJsonObject("openAPIV3Schema")
        .getAsJsonObject("properties")
        .getAsJsonObject("status");
  }

  static List<FieldError> errors(JsonObject status) {
    return Validator.validate(status, null, SCHEMA, "status");
  }
}
