package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/**
 * RFC 6902 as Kubernetes applies it: a list of operations. Other than in the RFC, nothing happens
 * at the root, a member that is not there counts as null for {@code test}, {@code replace} and
 * {@code copy}, and negative indexes count from the end.
 */
public final class JsonPatch {
  private JsonPatch() {}

  /** The document after all operations; the argument is left as it was. */
  public static JsonElement apply(JsonElement operations, JsonElement document) {
    JsonElement root = document.deepCopy();
    for (JsonElement operation : operations.getAsJsonArray()) {
      applyOne(operation.getAsJsonObject(), root);
    }
    return root;
  }

  private static void applyOne(JsonObject operation, JsonElement root) {
    JsonPointer path = pointer(operation, "path");
    switch (Json.text(operation, "op")) {
      case "add" -> path.add(root, value(operation));
      case "replace" -> path.replace(root, value(operation));
      case "remove" -> path.remove(root);
      case "move" -> move(pointer(operation, "from"), path, root);
      case "copy" -> path.add(root, pointer(operation, "from").getOrNull(root).deepCopy());
      case "test" -> test(path, root, value(operation));
      default -> throw new PatchRefused("Unexpected kind: " + Json.text(operation, "op"));
    }
  }

  private static JsonPointer pointer(JsonObject operation, String member) {
    if (!operation.has(member)) {
      throw new PatchRefused(member + " is missing");
    }
    return JsonPointer.of(Json.text(operation, member));
  }

  private static JsonElement value(JsonObject operation) {
    JsonElement value = operation.get("value");
    return value == null ? JsonNull.INSTANCE : value.deepCopy();
  }

  private static void move(JsonPointer from, JsonPointer path, JsonElement root) {
    if (from.contains(path)) {
      throw new PatchRefused("cannot move a value into itself");
    }
    path.add(root, from.remove(root));
  }

  private static void test(JsonPointer path, JsonElement root, JsonElement value) {
    if (!path.getOrNull(root).equals(value)) {
      throw new PatchRefused("testing value failed");
    }
  }
}
