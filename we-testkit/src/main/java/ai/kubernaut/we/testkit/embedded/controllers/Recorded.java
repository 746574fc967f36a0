package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Events that simulated controllers record, in the core form. */
final class Recorded {
  private static final String EVENTS = "/events";

  private final Cluster cluster;
  private final AtomicLong serial = new AtomicLong(System.nanoTime());

  Recorded(Cluster cluster) {
    this.cluster = cluster;
  }

  /** An event as classic controllers and the kubelet write it. */
  void classic(
      JsonObject subject,
      String type,
      String reason,
      String message,
      Map<String, String> source,
      String fieldPath) {
    String now = Timestamps.now();
    JsonObject event = event(subject, type, reason, message, fieldPath);
    event.add("source", Json.element(source));
    event.addProperty("firstTimestamp", now);
    event.addProperty("lastTimestamp", now);
    event.addProperty("count", 1);
    event.addProperty("reportingComponent", source.getOrDefault("component", ""));
    event.addProperty("reportingInstance", source.getOrDefault("host", ""));
    record(subject, event);
  }

  /** An event as the scheduler writes it. */
  void modern(JsonObject subject, String type, String reason, String message, String action) {
    JsonObject event = event(subject, type, reason, message, "");
    event.addProperty("eventTime", Timestamps.micros(Instant.now()));
    event.addProperty("action", action);
    event.addProperty("reportingComponent", "default-scheduler");
    event.addProperty("reportingInstance", "default-scheduler-embedded");
    record(subject, event);
  }

  private JsonObject event(
      JsonObject subject, String type, String reason, String message, String fieldPath) {
    String name = Json.text(subject, "metadata", "name");
    JsonObject event = Json.of("apiVersion", "v1", "kind", "Event");
    Json.child(event, "metadata")
        .addProperty("name", name + "." + Long.toHexString(serial.incrementAndGet()));
    event.add(
        "involvedObject",
        Json.of(
            "kind", Json.text(subject, "kind"),
            "namespace", Json.text(subject, "metadata", "namespace"),
            "name", name,
            "uid", Json.text(subject, "metadata", "uid"),
            "apiVersion", Json.text(subject, "apiVersion"),
            "resourceVersion", Json.text(subject, "metadata", "resourceVersion"),
            "fieldPath", fieldPath.isEmpty() ? null : fieldPath));
    event.addProperty("reason", reason);
    event.addProperty("message", message);
    event.addProperty("type", type);
    return event;
  }

  private void record(JsonObject subject, JsonObject event) {
    cluster.recordQuietly(EVENTS, Json.text(subject, "metadata", "namespace"), event);
  }
}
