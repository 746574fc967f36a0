package ai.kubernaut.we.api;

import static ai.kubernaut.we.api.Crd.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changed copies of structural schemas. */
final class Schemas {

  private Schemas() {}

  /** The first schema with only the properties that the second has too, at every level. */
  static Map<String, Object> intersect(Map<String, Object> schema, Map<String, Object> other) {
    Map<String, Object> result = new LinkedHashMap<>(schema);
    if (schema.containsKey("properties")) {
      Map<String, Object> kept = new LinkedHashMap<>(map(schema.get("properties")));
      Map<String, Object> known = map(other.get("properties"));
      kept.keySet().retainAll(known.keySet());
      kept.replaceAll((name, property) -> intersect(map(property), map(known.get(name))));
      result.put("properties", kept);
    }
    return result;
  }

  /** A copy in which the keyword at the end of the path has another value; null removes it. */
  static Map<String, Object> with(Map<String, Object> schema, Object value, String... path) {
    return with(schema, value, new ArrayDeque<>(List.of(path)));
  }

  private static Map<String, Object> with(
      Map<String, Object> schema, Object value, Deque<String> path) {
    Map<String, Object> result = new LinkedHashMap<>(schema);
    String key = path.pop();
    if (!path.isEmpty()) {
      result.put(key, with(map(schema.get(key)), value, path));
    } else if (value == null) {
      result.remove(key);
    } else {
      result.put(key, value);
    }
    return result;
  }
}
