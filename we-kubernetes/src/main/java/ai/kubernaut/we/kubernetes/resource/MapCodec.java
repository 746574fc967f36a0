package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An object with free keys; a key that is mapped to null counts as absent. Written in key order.
 */
record MapCodec<T>(ValueCodec<T> codec) implements ValueCodec<Map<String, T>> {

  @Override
  public Map<String, T> read(JsonElement json) {
    if (!json.isJsonObject()) {
      throw MalformedResource.expected("an object", json);
    }
    List<Map.Entry<String, T>> entries = new ArrayList<>(json.getAsJsonObject().size());
    for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
      if (!entry.getValue().isJsonNull()) {
        entries.add(entry(entry.getKey(), entry.getValue()));
      }
    }
    return copy(entries);
  }

  private Map.Entry<String, T> entry(String key, JsonElement json) {
    try {
      return Map.entry(Scalars.share(key), codec.read(json));
    } catch (MalformedResource e) {
      throw e.inField(key);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Map<String, T> copy(List<Map.Entry<String, T>> entries) {
    return Map.ofEntries(entries.toArray(new Map.Entry[0]));
  }

  @Override
  public Map<String, T> absent() {
    return Map.of();
  }

  @Override
  public JsonElement write(Map<String, T> values) {
    JsonObject object = new JsonObject();
    new TreeMap<>(values).forEach((key, value) -> object.add(key, codec.write(value)));
    return object;
  }

  @Override
  public JsonElement rewrite(Map<String, T> before, Map<String, T> after, JsonElement original) {
    JsonObject object = original.getAsJsonObject();
    gone(before, after).forEach(object::remove);
    new TreeMap<>(after)
        .forEach(
            (key, value) -> {
              T old = before.get(key);
              object.add(
                  key,
                  old == null ? codec.write(value) : codec.rewrite(old, value, object.get(key)));
            });
    return object;
  }

  @Override
  public JsonElement patch(Map<String, T> before, Map<String, T> after) {
    JsonObject patch = new JsonObject();
    gone(before, after).forEach(key -> patch.add(key, JsonNull.INSTANCE));
    new TreeMap<>(after)
        .forEach(
            (key, value) -> {
              T old = before.get(key);
              if (!value.equals(old)) {
                patch.add(key, old == null ? codec.write(value) : codec.patch(old, value));
              }
            });
    return patch;
  }

  private static Set<String> gone(Map<String, ?> before, Map<String, ?> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.removeAll(after.keySet());
    return keys;
  }
}
