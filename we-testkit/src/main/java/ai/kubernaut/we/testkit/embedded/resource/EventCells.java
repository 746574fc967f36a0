package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** How kubectl sums up an Event in its core form. */
final class EventCells {
  private EventCells() {}

  static String lastSeen(JsonObject event, Instant now) {
    String last = Json.text(event, "series", "lastObservedTime");
    return Ages.since(first(last, Json.text(event, "lastTimestamp"), started(event)), now);
  }

  static String firstSeen(JsonObject event, Instant now) {
    return Ages.since(started(event), now);
  }

  private static String started(JsonObject event) {
    return first(Json.text(event, "firstTimestamp"), Json.text(event, "eventTime"), "");
  }

  static String subject(JsonObject event) {
    String kind = Json.text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT);
    return kind + "/" + Json.text(event, "involvedObject", "name");
  }

  static String source(JsonObject event) {
    String component = Json.text(event, "source", "component");
    String host = Json.text(event, "source", "host");
    String shown = host.isEmpty() ? component : component + ", " + host;
    return shown.isEmpty() ? Json.text(event, "reportingComponent") : shown;
  }

  static String count(JsonObject event) {
    long series = Json.number(event, 0, "series", "count");
    return Long.toString(series > 0 ? series : Json.number(event, 1, "count"));
  }

  private static String first(String one, String two, String three) {
    if (!one.isEmpty()) {
      return one;
    }
    return two.isEmpty() ? three : two;
  }
}
