package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.managed.FieldManagers;
import ai.kubernaut.we.testkit.embedded.resource.MetaRules;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.schema.Defaulter;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import ai.kubernaut.we.testkit.embedded.schema.Pruner;
import ai.kubernaut.we.testkit.embedded.schema.Rules;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.schema.TypedDecoder;
import ai.kubernaut.we.testkit.embedded.schema.Validator;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns what a client sent into an object of its type, or refuses it. */
final class Intake {
  private static final String UNCHECKED =
      "some validation rules were not checked because the object was invalid; correct the existing"
          + " errors to complete validation";

  private final Schema metadata;
  private final Map<Schema, FieldManagers> managers = new ConcurrentHashMap<>();

  Intake(ModelSchemas models) {
    metadata = models.named("V1ObjectMeta");
  }

  /** The field managers of a type. */
  FieldManagers managers(ResourceType type) {
    return managers.computeIfAbsent(type.schema(), schema -> new FieldManagers(type, metadata));
  }

  /**
   * Checks version and kind, drops unknown fields and normalises.
   *
   * @return paths of the fields that were dropped
   */
  List<String> normalise(JsonObject object, ResourceType type) {
    requireKind(object, type);
    List<String> unknown = new ArrayList<>();
    try {
      if (type.custom()) {
        normaliseMetadata(object, unknown);
        unknown.addAll(Pruner.prune(object, type.schema()));
      } else {
        unknown.addAll(TypedDecoder.normalise(object, type.schema()));
      }
    } catch (TypedDecoder.WrongType e) {
      throw Refusal.badRequest(cannotBeHandled(type) + e.getMessage());
    }
    Json.child(object, "metadata");
    return unknown;
  }

  private void normaliseMetadata(JsonObject object, List<String> unknown) {
    JsonElement meta = object.get("metadata");
    if (meta != null && meta.isJsonObject()) {
      TypedDecoder.normalise(meta.getAsJsonObject(), metadata)
          .forEach(field -> unknown.add("metadata." + field));
    }
  }

  private static void requireKind(JsonObject object, ResourceType type) {
    String apiVersion = Json.text(object, "apiVersion");
    String kind = Json.text(object, "kind");
    if (kind.isEmpty() && type.custom()) {
      throw Refusal.badRequest("Object 'Kind' is missing in '" + Json.write(object) + "'");
    }
    if (!type.custom()) {
      apiVersion = apiVersion.isEmpty() ? type.apiVersion() : apiVersion;
      kind = kind.isEmpty() ? type.kind() : kind;
    }
    if (!apiVersion.equals(type.apiVersion())) {
      throw Refusal.badRequest(
          "the API version in the data ("
              + apiVersion
              + ") does not match the expected API version ("
              + type.apiVersion()
              + ")");
    }
    if (!kind.equals(type.kind())) {
      throw Refusal.badRequest(
          kind
              + " in version \""
              + type.version()
              + "\" cannot be handled as a "
              + type.kind()
              + ": converting ("
              + kind
              + ") to ("
              + type.kind()
              + "): unknown conversion");
    }
    object.addProperty("apiVersion", apiVersion);
    object.addProperty("kind", kind);
  }

  private static String cannotBeHandled(ResourceType type) {
    return type.kind()
        + " in version \""
        + type.version()
        + "\" cannot be handled as a "
        + type.kind()
        + ": ";
  }

  /** Says what there is to say about dropped fields: nothing, warnings, or a refusal. */
  List<String> judge(List<String> unknown, ResourceType type, WriteOptions options) {
    List<String> said = unknown.stream().map(field -> "unknown field \"" + field + "\"").toList();
    return switch (options.unknownFields()) {
      case IGNORE -> List.of();
      case WARN -> said;
      case STRICT -> {
        if (!said.isEmpty()) {
          throw Refusal.badRequest(
              cannotBeHandled(type) + "strict decoding error: " + String.join(", ", said));
        }
        yield said;
      }
    };
  }

  /** Fills in defaults of schema and type. */
  void complete(JsonObject object, ResourceType type) {
    if (type.custom()) {
      Defaulter.complete(object, type.schema());
    }
    type.strategy().applyDefaults(object);
  }

  /** Refuses an object that breaks the rules of metadata, schema or type. */
  void validate(JsonObject object, @Nullable JsonObject old, ResourceType type) {
    List<FieldError> errors = new ArrayList<>(MetaRules.validate(object, type.strategy()));
    if (type.custom()) {
      errors.addAll(validateCustom(object, old, type.schema()));
    }
    errors.addAll(type.strategy().validate(object));
    refuse(errors, object, type);
  }

  private static List<FieldError> validateCustom(
      JsonObject object, @Nullable JsonObject old, Schema schema) {
    List<FieldError> errors = Validator.validate(object, schema, "");
    if (errors.isEmpty()) {
      return Rules.check(object, old, schema);
    }
    if (Rules.hasAny(schema)) {
      errors.add(new FieldError("FieldValueInvalid", "<nil>", "Invalid value: null: " + UNCHECKED));
    }
    return errors;
  }

  /** Refuses when there are errors. */
  static void refuse(List<FieldError> errors, JsonObject object, ResourceType type) {
    if (!errors.isEmpty()) {
      throw Refusal.invalid(type.named(Json.text(object, "metadata", "name")), errors);
    }
  }
}
