package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;

/**
 * The part of an Event that tells what happened to which object.
 *
 * @param fieldPath the part of the object, such as {@code spec.containers{workflow}}; may be empty
 * @param count how often it happened, at least once
 * @param lastSeen when it last happened, as the server wrote it: texts of this kind sort by time
 */
public record LeanEvent(
    String involvedKind,
    String involvedName,
    String involvedUid,
    String fieldPath,
    String reason,
    String message,
    int count,
    String lastSeen) {

  public static LeanEvent decode(JsonObject event) {
    return new LeanEvent(
        text(event, "involvedObject", "kind"),
        text(event, "involvedObject", "name"),
        text(event, "involvedObject", "uid"),
        text(event, "involvedObject", "fieldPath"),
        text(event, "reason"),
        text(event, "message"),
        count(event),
        lastSeen(event));
  }

  private static int count(JsonObject event) {
    long once = Json.integer(event, "count").orElse(1);
    return Math.toIntExact(
        Math.max(1, Math.min(Json.integer(event, "series", "count").orElse(once), 1_000_000)));
  }

  private static String lastSeen(JsonObject event) {
    return Json.string(event, "series", "lastObservedTime")
        .or(() -> Json.string(event, "lastTimestamp"))
        .or(() -> Json.string(event, "eventTime"))
        .or(() -> Json.string(event, "metadata", "creationTimestamp"))
        .orElse("");
  }

  private static String text(JsonObject event, String... path) {
    return Json.string(event, path).orElse("");
  }
}
