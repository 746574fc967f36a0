package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
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
    if (!text.startsWith("/")) {
      throw new PatchRefused("doc is missing path: " + text);
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(tokens);
  }

  /** Whether the other place is this one or lies inside it. */
  boolean contains(JsonPointer other) {
    return other.tokens.size() >= tokens.size()
        && other.tokens.subList(0, tokens.size()).equals(tokens);
  }

  /** The value here; null when only the last step leads nowhere. */
  JsonElement getOrNull(JsonElement root) {
    JsonElement parent = parent(root);
    if (parent.isJsonObject()) {
      JsonElement member = parent.getAsJsonObject().get(last());
      return member == null ? JsonNull.INSTANCE : member;
    }
    JsonArray array = parent.getAsJsonArray();
    return array.get(index(last(), array.size()));
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
    JsonElement parent = parent(root);
    if (parent.isJsonObject()) {
      parent.getAsJsonObject().add(last(), value);
    } else {
      JsonArray array = parent.getAsJsonArray();
      array.set(index(last(), array.size()), value);
    }
  }

  JsonElement remove(JsonElement root) {
    JsonElement parent = parent(root);
    if (parent.isJsonObject()) {
      JsonElement removed = parent.getAsJsonObject().remove(last());
      if (removed == null) {
        throw new PatchRefused("Unable to remove nonexistent key: " + last());
      }
      return removed;
    }
    JsonArray array = parent.getAsJsonArray();
    return array.remove(index(last(), array.size()));
  }

  private JsonElement parent(JsonElement root) {
    JsonElement here = root;
    for (String token : tokens.subList(0, tokens.size() - 1)) {
      here = step(here, token);
    }
    if (!here.isJsonObject() && !here.isJsonArray()) {
      throw new PatchRefused("no container at the parent of " + last());
    }
    return here;
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
    throw new PatchRefused("doc is missing path: " + token);
  }

  private static int index(String token, int size) {
    if (!token.matches("-?[0-9]{1,9}")) {
      throw new PatchRefused("value was not a proper array index: '" + token + "'");
    }
    int index = Integer.parseInt(token);
    int fromStart = index < 0 ? index + size : index;
    if (fromStart < 0 || fromStart >= size) {
      throw new PatchRefused("Unable to access invalid index: " + index);
    }
    return fromStart;
  }
}
