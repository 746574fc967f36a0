package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.Map;

/** The uids and versions that a server has given to objects, by their names. */
final class Identities {
  private final Map<String, String> known = new HashMap<>();

  void learn(Http.Answer answer) {
    if (answer.code() >= 300 || !answer.text().contains("\"uid\"") || answer.isStream()) {
      return;
    }
    JsonElement body = Json.parse(answer.text());
    String name = Json.text(body, "metadata", "name");
    if (!name.isEmpty()) {
      known.put("${uid:" + name + "}", Json.text(body, "metadata", "uid"));
      known.put("${rv:" + name + "}", Json.text(body, "metadata", "resourceVersion"));
    }
  }

  /** The text with {@code ${uid:NAME}} and {@code ${rv:NAME}} filled in. */
  String fill(String text) {
    if (!text.contains("${")) {
      return text;
    }
    String filled = text;
    for (Map.Entry<String, String> entry : known.entrySet()) {
      filled = filled.replace(entry.getKey(), entry.getValue());
    }
    return filled;
  }
}
