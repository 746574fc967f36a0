package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonObject;
import java.util.List;

/** Optimistic locking: a write names the version that it replaces. */
final class Freshness {
  private Freshness() {}

  /** Refuses a next state that does not name the current version. */
  static void require(JsonObject next, JsonObject old, Place place) {
    String given = Json.text(next, "metadata", "resourceVersion");
    if (given.isEmpty() || given.matches("0+")) {
      requireUnconditional(place);
    } else if (!given.matches("\\d{1,18}")) {
      throw Refusal.of(
          500,
          "",
          "strconv.ParseUint: parsing " + Json.write(Json.element(given)) + ": invalid syntax");
    } else if (!given.equals(Json.text(old, "metadata", "resourceVersion"))) {
      throw Refusal.modified(place.named());
    }
  }

  private static void requireUnconditional(Place place) {
    if (!place.type().strategy().allowsUnconditionalUpdate()) {
      throw Refusal.invalidResource(
          place.named(),
          List.of(
              FieldError.invalid(
                  "metadata.resourceVersion", Json.element(0), "must be specified for an update")));
    }
  }
}
