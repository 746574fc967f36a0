package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import com.google.gson.JsonObject;

/** Reading of resource versions in queries. */
final class Revisions {
  private Revisions() {}

  /** The revision; 0 for none. */
  static long parse(String text) {
    if (!text.matches("\\d{0,18}")) {
      throw Refusal.badRequest("invalid resource version: " + complaint(text));
    }
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /** Why a text is not a revision. */
  static String complaint(String text) {
    return "resourceVersion: Invalid value: "
        + Json.write(Json.element(text))
        + ": strconv.ParseUint: parsing "
        + Json.write(Json.element(text))
        + ": invalid syntax";
  }

  /** Refuses a revision that lies in the future. */
  static void requireReached(long wanted, Store store) {
    long current = store.revision();
    if (wanted > current) {
      JsonObject details =
          Json.of(
              "causes",
              Json.array(
                  Json.of(
                      "reason", "ResourceVersionTooLarge",
                      "message", "Too large resource version")),
              "retryAfterSeconds",
              1);
      throw Refusal.of(
          504,
          "Timeout",
          "Timeout: Too large resource version: " + wanted + ", current: " + current,
          details);
    }
  }
}
