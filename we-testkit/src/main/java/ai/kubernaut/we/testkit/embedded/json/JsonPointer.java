package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a JSON tree as RFC 6901 writes it, with the three changes that a patch makes there.
 */
final class JsonPointer {
  private final List<String> tokens;

  private JsonPointer(List<String> tokens) {
    this.tokens = tokens;
  }

  static JsonPointer of(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (!text.startsWith("/")) {
      throw new PatchRefused("pointer '" + text + "' must start with /");
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(tokens);
  }

  boolean isRoot() {
    return tokens.isEmpty();
  }

  /** Whether the other place is this one or lies inside it. */
  boolean contains(JsonPointer other) {
    return other.tokens.size() >= tokens.size()
        && other.tokens.subList(0, tokens.size()).equals(tokens);
  }

  JsonElement get(JsonElement root) {
    JsonElement here = root;
    for (String token : tokens) {
      here = step(here, token);
    }
    return here;
  }

  void add(JsonElement root, JsonElement value) {
    JsonElement parent = parent(root);
    if (parent.isJsonObject()) {
      parent.getAsJsonObject().add(last(), value);
      return;
    }
    JsonArray array = parent.getAsJsonArray();
    int index = last().equals("-") ? array.size() : index(last(), array.size() + 1);
    array.asList().add(index, value);
  }

  void replace(JsonElement root, JsonElement value) {
    get(root);
    JsonElement parent = parent(root);
    if (parent.isJsonObject()) {
      parent.getAsJsonObject().add(last(), value);
    } else {
      JsonArray array = parent.getAsJsonArray();
      array.set(index(last(), array.size()), value);
    }
  }

  JsonElement remove(JsonElement root) {
    JsonElement removed = get(root);
    JsonElement parent = parent(root);
    if (parent.isJsonObject()) {
      parent.getAsJsonObject().remove(last());
    } else {
      JsonArray array = parent.getAsJsonArray();
      array.remove(index(last(), array.size()));
    }
    return removed;
  }

  private JsonElement parent(JsonElement root) {
    JsonElement parent = new JsonPointer(tokens.subList(0, tokens.size() - 1)).get(root);
    if (!parent.isJsonObject() && !parent.isJsonArray()) {
      throw new PatchRefused("no container at the parent of " + last());
    }
    return parent;
  }

  private String last() {
    return tokens.get(tokens.size() - 1);
  }

  private static JsonElement step(JsonElement here, String token) {
    if (here.isJsonObject()) {
      JsonObject object = here.getAsJsonObject();
      if (object.has(token)) {
        return object.get(token);
      }
    } else if (here.isJsonArray()) {
      JsonArray array = here.getAsJsonArray();
      return array.get(index(token, array.size()));
    }
    throw new PatchRefused("nothing at " + token);
  }

  private static int index(String token, int size) {
    if (!token.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(token) >= size) {
      throw new PatchRefused("no index " + token);
    }
    return Integer.parseInt(token);
  }
}
