package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import jakarta.annotation.Nonnull;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OpenAPI schemas of the built-in kinds, read off the model classes of the official client. A
 * definition is named after its class.
 */
public final class ModelSchemas {
  private static final String MODELS = "io.kubernetes.client.openapi.models.";
  private static final String REFERENCE = "#/components/schemas/";

  private final Map<String, JsonObject> sources = new ConcurrentHashMap<>();
  private final Definitions definitions = new Definitions(this::source);

  /** The schema of a model class by its simple name. */
  public Schema named(String model) {
    return definitions.named(model);
  }

  /** The JSON schema of a model class by its simple name; members refer to other definitions. */
  public JsonObject source(String model) {
    JsonObject known = sources.get(model);
    if (known != null) {
      return known;
    }
    JsonObject described = model.equals("V1JSONSchemaProps") ? freeForm() : describe(load(model));
    sources.putIfAbsent(model, described);
    return described;
  }

  private static JsonObject freeForm() {
    return Json.of("type", "object", "x-kubernetes-preserve-unknown-fields", true);
  }

  private static Class<?> load(String model) {
    try {
      return Class.forName(MODELS + model);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no model class " + model, e);
    }
  }

  private static JsonObject describe(Class<?> model) {
    JsonObject properties = new JsonObject();
    JsonObject schema = Json.of("type", "object", "properties", properties);
    for (Field field : model.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name == null || Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      JsonObject property = typeOf(field.getGenericType());
      FieldFacts.annotate(property, model.getSimpleName(), name.value());
      properties.add(name.value(), property);
      if (field.isAnnotationPresent(Nonnull.class)) {
        requiredOf(schema).add(name.value());
      }
    }
    FieldFacts.annotate(schema, model.getSimpleName());
    return schema;
  }

  private static com.google.gson.JsonArray requiredOf(JsonObject schema) {
    if (!schema.has("required")) {
      schema.add("required", new com.google.gson.JsonArray());
    }
    return schema.getAsJsonArray("required");
  }

  private static JsonObject typeOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return List.class.equals(generic.getRawType())
          ? Json.of("type", "array", "items", typeOf(arguments[0]))
          : Json.of("type", "object", "additionalProperties", typeOf(arguments[1]));
    }
    return typeOfClass((Class<?>) type);
  }

  private static JsonObject typeOfClass(Class<?> type) {
    if (type == Integer.class) {
      return Json.of("type", "integer", "format", "int32");
    }
    if (type == Long.class) {
      return Json.of("type", "integer", "format", "int64");
    }
    if (type == Boolean.class) {
      return Json.of("type", "boolean");
    }
    if (type == Double.class) {
      return Json.of("type", "number", "format", "double");
    }
    if (type == OffsetDateTime.class) {
      return Json.of("type", "string", "format", "date-time");
    }
    if (type == byte[].class) {
      return Json.of("type", "string", "format", "byte");
    }
    return type == String.class ? Json.of("type", "string") : special(type);
  }

  private static JsonObject special(Class<?> type) {
    if (type == Quantity.class) {
      return Json.of("type", "string", "format", "quantity");
    }
    if (type == IntOrString.class) {
      return Json.of("x-kubernetes-int-or-string", true);
    }
    return type.getName().startsWith(MODELS)
        ? Json.of("$ref", REFERENCE + type.getSimpleName())
        : Json.of("x-kubernetes-preserve-unknown-fields", true);
  }
}
