package ai.kubernaut.we.kubernetes.resource;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;

/** A list; a merge patch replaces it whole. */
record ListCodec<T>(ValueCodec<T> codec) implements ValueCodec<List<T>> {

  @Override
  public List<T> read(JsonElement json) {
    if (!json.isJsonArray()) {
      throw MalformedResource.expected("a list", json);
    }
    List<T> values = new ArrayList<>(json.getAsJsonArray().size());
    for (JsonElement element : json.getAsJsonArray()) {
      values.add(element(element, values.size()));
    }
    return List.copyOf(values);
  }

  private T element(JsonElement element, int index) {
    try {
      return element.isJsonNull() ? codec.absent() : codec.read(element);
    } catch (MalformedResource e) {
      throw e.atIndex(index);
    }
  }

  @Override
  public List<T> absent() {
    return List.of();
  }

  @Override
  public JsonElement write(List<T> values) {
    JsonArray array = new JsonArray(values.size());
    values.forEach(value -> array.add(codec.write(value)));
    return array;
  }

  @Override
  public JsonElement rewrite(List<T> before, List<T> after, JsonElement original) {
    List<T> known = new ArrayList<>(before);
    List<JsonElement> written = new ArrayList<>(original.getAsJsonArray().asList());
    JsonArray array = new JsonArray(after.size());
    for (T value : after) {
      int i = match(known, value);
      array.add(
          i < 0 ? codec.write(value) : codec.rewrite(known.remove(i), value, written.remove(i)));
    }
    return array;
  }

  /** Where an equal value or, failing that, an earlier version of it is. */
  private int match(List<T> known, T value) {
    int equal = known.indexOf(value);
    return equal >= 0
        ? equal
        : known.stream().map(codec::identity).toList().indexOf(codec.identity(value));
  }
}
