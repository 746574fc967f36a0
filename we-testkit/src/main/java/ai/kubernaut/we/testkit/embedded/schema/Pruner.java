package ai.kubernaut.we.testkit.embedded.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes fields that a schema does not know, and says which. */
public final class Pruner {
  private static final Set<String> ALWAYS = Set.of("apiVersion", "kind", "metadata");

  private final List<String> unknown = new ArrayList<>();

  private Pruner() {}

  /** Prunes a whole object in place; its kind, version and metadata are left alone. */
  public static List<String> prune(JsonObject object, Schema schema) {
    Pruner pruner = new Pruner();
    pruner.object(object, schema, "", true);
    return pruner.unknown;
  }

  private void value(JsonElement value, @Nullable Schema schema, String path) {
    if (schema == null) {
      return;
    }
    if (value.isJsonObject()) {
      object(value.getAsJsonObject(), schema, path, schema.isEmbeddedResource());
    } else if (value.isJsonArray()) {
      JsonArray array = value.getAsJsonArray();
      for (int i = 0; i < array.size(); i++) {
        value(array.get(i), schema.items(), path + "[" + i + "]");
      }
    }
  }

  private void object(JsonObject object, Schema schema, String path, boolean resource) {
    for (String name : List.copyOf(object.keySet())) {
      if (resource && ALWAYS.contains(name)) {
        continue;
      }
      String here = path.isEmpty() ? name : path + "." + name;
      Schema member = schema.member(name);
      if (member != null) {
        value(object.get(name), member, here);
      } else if (!schema.keepsUnknown()) {
        object.remove(name);
        unknown.add(here);
      }
    }
  }
}
