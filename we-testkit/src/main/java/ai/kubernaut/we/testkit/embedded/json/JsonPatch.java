package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** RFC 6902: a list of operations. */
public final class JsonPatch {
  private JsonPatch() {}

  /** The document after all operations; the argument is left as it was. */
  public static JsonElement apply(JsonElement operations, JsonElement document) {
    JsonElement root = document.deepCopy();
    for (JsonElement operation : operations.getAsJsonArray()) {
      root = applyOne(operation.getAsJsonObject(), root);
    }
    return root;
  }

  private static JsonElement applyOne(JsonObject operation, JsonElement root) {
    JsonPointer path = JsonPointer.of(Json.text(operation, "path"));
    return switch (Json.text(operation, "op")) {
      case "add" -> add(path, root, value(operation));
      case "replace" -> replace(path, root, value(operation));
      case "remove" -> {
        path.remove(root);
        yield root;
      }
      case "move" -> move(operation, path, root);
      case "copy" ->
          add(path, root, JsonPointer.of(Json.text(operation, "from")).get(root).deepCopy());
      case "test" -> test(path, root, value(operation));
      default -> throw new PatchRefused("unknown operation " + Json.text(operation, "op"));
    };
  }

  private static JsonElement value(JsonObject operation) {
    JsonElement value = operation.get("value");
    return value == null ? JsonNull.INSTANCE : value.deepCopy();
  }

  private static JsonElement add(JsonPointer path, JsonElement root, JsonElement value) {
    if (path.isRoot()) {
      return value;
    }
    path.add(root, value);
    return root;
  }

  private static JsonElement replace(JsonPointer path, JsonElement root, JsonElement value) {
    if (path.isRoot()) {
      return value;
    }
    path.replace(root, value);
    return root;
  }

  private static JsonElement move(JsonObject operation, JsonPointer path, JsonElement root) {
    JsonPointer from = JsonPointer.of(Json.text(operation, "from"));
    if (from.contains(path)) {
      throw new PatchRefused("cannot move a value into itself");
    }
    return add(path, root, from.remove(root));
  }

  private static JsonElement test(JsonPointer path, JsonElement root, JsonElement value) {
    if (!path.get(root).equals(value)) {
      throw new PatchRefused("testing value failed");
    }
    return root;
  }
}
