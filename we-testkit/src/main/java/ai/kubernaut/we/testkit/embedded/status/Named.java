package ai.kubernaut.we.testkit.embedded.status;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;

/**
 * What an answer is about.
 *
 * @param group API group; empty for the core group
 * @param resource plural, for example {@code jobs}
 * @param kind kind, for example {@code Job}
 * @param name name of the object; may be empty
 */
public record Named(String group, String resource, String kind, String name) {

  String quoted() {
    return quoted(resource);
  }

  String quotedKind() {
    return quoted(kind);
  }

  String quoted(String noun) {
    String qualified = group.isEmpty() ? noun : noun + "." + group;
    return qualified + " \"" + name + "\"";
  }

  JsonObject details(String noun) {
    return Json.of(
        "name", name.isEmpty() ? null : name,
        "group", group.isEmpty() ? null : group,
        "kind", noun);
  }
}
