package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list starts.
 *
 * @param revision the revision of the whole list; -1 for whatever is there now
 * @param start namespace and name after which the page starts
 */
record PageToken(long revision, String start) {
  private static final String VERSION = "meta.k8s.io/v1";

  String encode() {
    String json = Json.write(Json.of("v", VERSION, "rv", revision, "start", start + "\0"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static PageToken decode(String token) {
    JsonElement decoded = parse(token);
    String start = Json.text(decoded, "start");
    if (!Json.text(decoded, "v").equals(VERSION) || start.isEmpty()) {
      throw invalid("server does not recognize this encoded version");
    }
    return new PageToken(Json.number(decoded, 0, "rv"), start.replace("\0", ""));
  }

  private static JsonElement parse(String token) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(token);
      return Json.parse(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | MalformedJson e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Refusal invalid(String why) {
    return Refusal.badRequest("invalid continue token: continue key is not valid: " + why);
  }
}
