package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.Rules;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which custom resource definitions are accepted. */
final class DefinitionRules {
  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "integer", "number", "boolean");

  private final List<FieldError> errors = new ArrayList<>();

  private DefinitionRules() {}

  static List<FieldError> check(JsonObject definition) {
    DefinitionRules rules = new DefinitionRules();
    rules.checkNames(definition);
    rules.checkVersions(definition);
    return rules.errors;
  }

  private void checkNames(JsonObject definition) {
    String plural = Json.text(definition, "spec", "names", "plural");
    String group = Json.text(definition, "spec", "group");
    String name = Json.text(definition, "metadata", "name");
    if (!name.equals(plural + "." + group)) {
      errors.add(
          FieldError.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
    }
    require(group, "spec.group");
    require(plural, "spec.names.plural");
    require(Json.text(definition, "spec", "names", "kind"), "spec.names.kind");
    String scope = Json.text(definition, "spec", "scope");
    require(scope, "spec.scope");
    List<String> scopes = List.of("Cluster", "Namespaced");
    if (!scope.isEmpty() && !scopes.contains(scope)) {
      errors.add(FieldError.notSupported("spec.scope", Json.element(scope), scopes));
    }
  }

  private void require(String text, String field) {
    if (text.isEmpty()) {
      errors.add(FieldError.required(field, ""));
    }
  }

  private void checkVersions(JsonObject definition) {
    List<JsonObject> versions = Json.objects(definition, "spec", "versions");
    long stored = versions.stream().filter(version -> Json.isTrue(version, "storage")).count();
    if (stored != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              Json.element(versions),
              "must have exactly one version marked as storage version"));
    }
    for (int i = 0; i < versions.size(); i++) {
      String path = "spec.versions[" + i + "].schema.openAPIV3Schema";
      JsonObject schema = Json.object(versions.get(i), "schema", "openAPIV3Schema");
      if (schema == null) {
        errors.add(FieldError.required(path, "schemas are required"));
      } else {
        checkSchema(schema, path);
      }
    }
  }

  private void checkSchema(JsonObject schema, String path) {
    checkType(schema, path);
    checkRules(schema, path);
    JsonObject properties = Json.object(schema, "properties");
    if (properties != null) {
      for (Map.Entry<String, JsonElement> property : properties.entrySet()) {
        descend(property.getValue(), path + ".properties[" + property.getKey() + "]");
      }
    }
    if (properties != null && Json.object(schema, "additionalProperties") != null) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties",
              "additionalProperties and properties are mutual exclusive"));
    }
    descend(schema.get("items"), path + ".items");
    descend(schema.get("additionalProperties"), path + ".additionalProperties");
  }

  private void checkRules(JsonObject schema, String path) {
    List<JsonObject> rules = Json.objects(schema, "x-kubernetes-validations");
    for (int i = 0; i < rules.size(); i++) {
      try {
        Rules.compile(rules.get(i));
      } catch (IllegalArgumentException e) {
        String field = path + ".x-kubernetes-validations[" + i + "].rule";
        String rule = Json.text(rules.get(i), "rule");
        errors.add(FieldError.invalid(field, rule, String.valueOf(e.getMessage())));
      }
    }
  }

  private void descend(@org.jspecify.annotations.Nullable JsonElement schema, String path) {
    if (schema != null && schema.isJsonObject()) {
      checkSchema(schema.getAsJsonObject(), path);
    }
  }

  private void checkType(JsonObject schema, String path) {
    String type = Json.text(schema, "type");
    boolean open =
        Json.isTrue(schema, "x-kubernetes-int-or-string")
            || Json.isTrue(schema, "x-kubernetes-preserve-unknown-fields");
    if (type.isEmpty() && !open) {
      errors.add(
          FieldError.required(path + ".type", "must not be empty for specified object fields"));
    } else if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(
          FieldError.notSupported(
              path + ".type", Json.element(type), TYPES.stream().sorted().toList()));
    }
    if (type.equals("array") && Json.object(schema, "items") == null) {
      errors.add(FieldError.required(path + ".items", "must be specified"));
    }
  }
}
