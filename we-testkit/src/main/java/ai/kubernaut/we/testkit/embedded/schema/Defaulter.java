package ai.kubernaut.we.testkit.embedded.schema;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Fills in defaults, and drops nulls where a field may not be null. */
public final class Defaulter {
  private Defaulter() {}

  /** Completes a value in place. */
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
    object.entrySet().removeIf(e -> e.getValue().isJsonNull() && mayNotBeNull(schema, e.getKey()));
    for (String name : schema.propertyNames()) {
      Schema property = schema.property(name);
      JsonElement preset = property == null ? null : property.defaultValue();
      if (preset != null && !object.has(name)) {
        object.add(name, preset.deepCopy());
      }
    }
    object.entrySet().forEach(e -> complete(e.getValue(), schema.member(e.getKey())));
  }

  private static boolean mayNotBeNull(Schema schema, String name) {
    Schema member = schema.member(name);
    return member != null && !member.isNullable();
  }
}
