package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * What the condition {@code Succeeded} says.
 *
 * @param status {@code True}, {@code False}, or {@code Unknown} while it is open
 */
record Verdict(String status, String reason, String message) {

  static Verdict open(String reason, String message) {
    return new Verdict("Unknown", reason, message);
  }

  static Verdict failed(String reason, String message) {
    return new Verdict("False", reason, message);
  }

  static Verdict succeeded(String reason, String message) {
    return new Verdict("True", reason, message);
  }

  static Optional<Verdict> of(JsonObject object) {
    return Json.objects(object, "status", "conditions").stream()
        .filter(condition -> Json.text(condition, "type").equals("Succeeded"))
        .map(
            c ->
                new Verdict(
                    Json.text(c, "status"), Json.text(c, "reason"), Json.text(c, "message")))
        .findFirst();
  }

  static boolean ended(JsonObject object) {
    return of(object).filter(Verdict::isEnd).isPresent();
  }

  boolean isEnd() {
    return !status.equals("Unknown");
  }

  JsonArray conditions() {
    return Json.array(
        Json.of(
            "lastTransitionTime", Timestamps.now(),
            "message", message,
            "reason", reason,
            "status", status,
            "type", "Succeeded"));
  }
}
