package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.Pruner;
import ai.kubernaut.we.testkit.embedded.schema.RuleTexts;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.schema.Validator;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Which schemas are structural, and make sense otherwise. */
final class SchemaRules {
  private static final Set<String> TYPES =
      new TreeSet<>(Set.of("object", "array", "string", "integer", "number", "boolean"));
  private static final List<String> FORBIDDEN_INSIDE_LOGIC =
      List.of("type", "default", "description", "additionalProperties", "nullable");
  private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private final List<FieldError> errors = new ArrayList<>();

  private SchemaRules() {}

  /** Everything that is wrong with the schema of a whole object. */
  static List<FieldError> check(JsonObject schema, String path) {
    SchemaRules rules = new SchemaRules();
    rules.root(schema, path);
    return rules.errors;
  }

  private void root(JsonObject schema, String path) {
    String type = Json.text(schema, "type");
    if (type.isEmpty()) {
      errors.add(FieldError.required(path + ".type", "must not be empty at the root"));
    } else if (!type.equals("object")) {
      errors.add(FieldError.invalid(path + ".type", type, "must be object at the root"));
    }
    metadata(Json.object(schema, "properties", "metadata"), path + ".properties[metadata]");
    node(schema, path);
    if (errors.isEmpty()) {
      celRules(schema, path, true);
    }
  }

  private void metadata(@Nullable JsonObject metadata, String path) {
    if (metadata == null) {
      return;
    }
    if (metadata.has("default")) {
      errors.add(FieldError.forbidden(path + ".default", "must not be set in top-level metadata"));
    }
    JsonObject properties = Json.object(metadata, "properties");
    Set<String> names = properties == null ? Set.of() : properties.keySet();
    if (!Set.of("name", "generateName").containsAll(names)) {
      errors.add(
          FieldError.forbidden(
              path,
              "must not specify anything other than name and generateName, but metadata is"
                  + " implicitly specified"));
    }
  }

  private void node(JsonObject schema, String path) {
    if (schema.has("$ref")) {
      errors.add(FieldError.forbidden(path + ".$ref", "$ref is not supported"));
    }
    if (Json.isTrue(schema, "uniqueItems")) {
      errors.add(
          FieldError.forbidden(
              path + ".uniqueItems",
              "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
    }
    pattern(Json.text(schema, "pattern"), path + ".pattern");
    type(Json.text(schema, "type"), path + ".type");
    logic(schema, path);
    errors.addAll(ListRules.check(schema, path));
    defaultValue(schema, path);
    children(schema, path);
  }

  private void type(String type, String path) {
    if (!type.isEmpty() && !TYPES.contains(type)) {
      errors.add(FieldError.notSupported(path, Json.element(type), List.copyOf(TYPES)));
    }
  }

  private void pattern(String pattern, String path) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      errors.add(
          FieldError.invalid(
              path,
              pattern,
              "must be a valid regular expression, but isn't: error parsing regexp: "
                  + e.getDescription()));
    }
  }

  private void children(JsonObject schema, String path) {
    JsonObject properties = Json.object(schema, "properties");
    if (properties != null) {
      for (Map.Entry<String, JsonElement> property : properties.entrySet()) {
        String here = path + ".properties[" + property.getKey() + "]";
        typed(property.getValue(), here, "must not be empty for specified object fields");
      }
    }
    JsonElement values = schema.get("additionalProperties");
    if (properties != null && values != null) {
      errors.add(
          FieldError.forbidden(
              path + ".additionalProperties",
              "additionalProperties and properties are mutual exclusive"));
    }
    typed(values, path + ".additionalProperties", "must not be empty for specified object fields");
    typed(schema.get("items"), path + ".items", "must not be empty for specified array items");
    if (Json.text(schema, "type").equals("array") && Json.object(schema, "items") == null) {
      errors.add(FieldError.required(path + ".items", "must be specified"));
    }
  }

  private void typed(@Nullable JsonElement schema, String path, String complaint) {
    if (schema == null || !schema.isJsonObject()) {
      return;
    }
    JsonObject object = schema.getAsJsonObject();
    boolean open = Json.isTrue(object, INT_OR_STRING) || Json.isTrue(object, PRESERVE);
    if (Json.text(object, "type").isEmpty() && !open && !object.has("$ref")) {
      errors.add(FieldError.required(path + ".type", complaint));
    }
    node(object, path);
  }

  /** Below logical keywords only value validations are allowed. */
  private void logic(JsonObject schema, String path) {
    for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
      List<JsonObject> parts = Json.objects(schema, keyword);
      for (int i = 0; i < parts.size(); i++) {
        logical(parts.get(i), path + "." + keyword + "[" + i + "]", isIntOrString(schema));
      }
    }
    JsonObject not = Json.object(schema, "not");
    if (not != null) {
      logical(not, path + ".not", false);
    }
  }

  private static boolean isIntOrString(JsonObject schema) {
    return Json.isTrue(schema, INT_OR_STRING);
  }

  private void logical(JsonObject schema, String path, boolean typesAllowed) {
    for (String keyword : FORBIDDEN_INSIDE_LOGIC) {
      boolean allowed = typesAllowed && keyword.equals("type");
      if (schema.has(keyword) && !allowed) {
        String why = keyword.equals("type") ? "must be empty" : "must be undefined";
        errors.add(FieldError.forbidden(path + "." + keyword, why + " to be structural"));
      }
    }
    logic(schema, path);
  }

  private void defaultValue(JsonObject schema, String path) {
    JsonElement value = schema.get("default");
    if (value == null || path.endsWith(".properties[metadata]")) {
      return;
    }
    Schema own = Schema.of(schema);
    if (value.isJsonObject() && !Pruner.prune(value.getAsJsonObject().deepCopy(), own).isEmpty()) {
      errors.add(FieldError.invalid(path + ".default", value, "must not have unknown fields"));
    }
    for (FieldError error : Validator.validate(value, null, own, "")) {
      errors.add(new FieldError(error.reason(), path + ".default", error.message()));
    }
  }

  private void celRules(JsonObject schema, String path, boolean resource) {
    boolean whole = resource || Json.isTrue(schema, "x-kubernetes-embedded-resource");
    errors.addAll(RuleTexts.check(schema, path, whole));
    JsonObject properties = Json.object(schema, "properties");
    if (properties != null) {
      properties
          .entrySet()
          .forEach(p -> celRules(p.getValue(), path + ".properties[" + p.getKey() + "]"));
    }
    celRules(schema.get("items"), path + ".items");
    celRules(schema.get("additionalProperties"), path + ".additionalProperties");
  }

  private void celRules(@Nullable JsonElement schema, String path) {
    if (schema != null && schema.isJsonObject()) {
      celRules(schema.getAsJsonObject(), path, false);
    }
  }
}
