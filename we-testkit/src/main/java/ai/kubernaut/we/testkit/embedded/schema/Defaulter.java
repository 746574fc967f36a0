package ai.kubernaut.we.testkit.embedded.schema;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Fills in defaults, and drops nulls where a field may not be null. */
public final class Defaulter {
  private Defaulter() {}

  /** Completes a value in place; a null is replaced where it may not be. */
  public static void complete(JsonElement value, @Nullable Schema schema) {
    if (schema == null) {
      return;
    }
    if (value.isJsonObject()) {
      completeObject(value.getAsJsonObject(), schema);
    } else if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(item -> complete(item, schema.items()));
    }
  }

  private static void completeObject(JsonObject object, Schema schema) {
    for (String name : schema.propertyNames()) {
      Schema property = schema.property(name);
      JsonElement preset = property == null ? null : property.defaultValue();
      if (property != null && preset != null && isMissing(object.get(name), property)) {
        object.add(name, preset.deepCopy());
      }
    }
    object.entrySet().forEach(e -> complete(e.getValue(), schema.member(e.getKey())));
  }

  private static boolean isMissing(@Nullable JsonElement value, Schema property) {
    return value == null || (value.isJsonNull() && !property.isNullable());
  }

  /** Drops nulls, in place, from fields that may not be null and have no default. */
  public static void dropNulls(JsonElement value, @Nullable Schema schema) {
    if (schema == null) {
      return;
    }
    if (value.isJsonObject()) {
      JsonObject object = value.getAsJsonObject();
      object.entrySet().removeIf(e -> e.getValue().isJsonNull() && isDropped(schema, e.getKey()));
      object.entrySet().forEach(e -> dropNulls(e.getValue(), schema.member(e.getKey())));
    } else if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(item -> dropNulls(item, schema.items()));
    }
  }

  private static boolean isDropped(Schema schema, String name) {
    Schema member = schema.member(name);
    return member != null && !member.isNullable() && member.defaultValue() == null;
  }
}
