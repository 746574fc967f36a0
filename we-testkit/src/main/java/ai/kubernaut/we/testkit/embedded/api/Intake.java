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
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns what a client sent into an object of its type, or refuses it. */
final class Intake {
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
   * Reads the body of a create or update: it says which type it is of.
   *
   * @return paths of the fields that were dropped
   */
  List<String> readBody(JsonObject object, ResourceType type) {
    Kinds.requireVersion(object, type);
    return read(object, type);
  }

  /**
   * Reads an object: drops unknown fields and normalises.
   *
   * @return paths of the fields that were dropped
   */
  List<String> read(JsonObject object, ResourceType type) {
    Kinds.requireKind(object, type);
    List<String> unknown = new ArrayList<>();
    try {
      if (type.custom()) {
        readMetadata(object, unknown);
        unknown.addAll(Pruner.prune(object, type.schema()));
        Defaulter.dropNulls(object, type.schema());
      } else {
        unknown.addAll(TypedDecoder.normalise(object, type.schema()));
      }
    } catch (TypedDecoder.WrongType e) {
      throw Refusal.badRequest(Kinds.cannotBeHandled(type) + e.getMessage());
    }
    Json.child(object, "metadata");
    return unknown;
  }

  private void readMetadata(JsonObject object, List<String> unknown) {
    JsonElement meta = object.get("metadata");
    if (meta == null || meta.isJsonNull()) {
      return;
    }
    TypedDecoder.requireStruct(meta, "metadata");
    TypedDecoder.normalise(meta.getAsJsonObject(), metadata)
        .forEach(field -> unknown.add("metadata." + field));
  }

  /** Says what there is to say about dropped fields: nothing, warnings, or a refusal. */
  List<String> judge(List<String> unknown, ResourceType type, WriteOptions options) {
    List<String> said = new ArrayList<>(options.remarks());
    unknown.forEach(field -> said.add("unknown field \"" + field + "\""));
    return switch (options.unknownFields()) {
      case IGNORE -> List.of();
      case WARN -> said;
      case STRICT -> {
        if (!said.isEmpty()) {
          throw Refusal.badRequest(
              Kinds.cannotBeHandled(type) + "strict decoding error: " + String.join(", ", said));
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
    List<FieldError> errors = new ArrayList<>();
    if (type.custom()) {
      errors.addAll(Kinds.mismatches(object, type));
    }
    errors.addAll(MetaRules.validate(object, type));
    if (type.custom()) {
      errors.addAll(validateCustom(object, old, type.schema()));
    }
    errors.addAll(type.strategy().validate(object));
    refuse(errors, object, type);
  }

  private static List<FieldError> validateCustom(
      JsonObject object, @Nullable JsonObject old, Schema schema) {
    List<FieldError> errors = new ArrayList<>(Validator.validate(object, old, schema, ""));
    if (Rules.hasAny(schema)) {
      boolean blocked = errors.stream().anyMatch(FieldError::blocksRules);
      errors.addAll(
          blocked ? List.of(FieldError.rulesUnchecked()) : Rules.check(object, old, schema));
    }
    return errors;
  }

  /** Refuses when there are errors. */
  static void refuse(List<FieldError> errors, JsonObject object, ResourceType type) {
    if (!errors.isEmpty()) {
      throw Refusal.invalid(named(object, type), errors);
    }
  }

  /** A custom resource is called what it calls itself. */
  private static Named named(JsonObject object, ResourceType type) {
    Named named = type.named(Json.text(object, "metadata", "name"));
    String kind = Json.text(object, "kind");
    boolean other = type.custom() && !Objects.equals(kind, type.kind());
    return other ? new Named(named.group(), named.resource(), kind, named.name()) : named;
  }
}
