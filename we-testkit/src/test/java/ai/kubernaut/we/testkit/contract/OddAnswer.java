package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is worth recording of an answer: what does not differ from one run to the next. */
final class OddAnswer {
  private static final List<String> METADATA =
      List.of(
          "name",
          "generateName",
          "namespace",
          "generation",
          "labels",
          "annotations",
          "finalizers",
          "ownerReferences",
          "deletionGracePeriodSeconds");
  private static final List<String> WHOLE =
      List.of("WorkflowExecution", "WorkflowExecutionList", "ConfigMap", "Secret", "Lease");
  private static final int SHORT = 2_000;

  private OddAnswer() {}

  static JsonObject of(Http.Answer answer, String namespace) {
    JsonObject record = Json.of("code", answer.code());
    String type = answer.headers().get("Content-Type");
    if (type == null || !type.startsWith("application/json") || !answer.text().startsWith("{")) {
      return record;
    }
    if (answer.isStream()) {
      JsonArray events = new JsonArray();
      answer.events().forEach(event -> events.add(event(event)));
      record.add("events", events);
    } else {
      shown(answer.json()).entrySet().forEach(e -> record.add(e.getKey(), e.getValue()));
    }
    return Json.parse(Json.write(record).replace(namespace, "NS")).getAsJsonObject();
  }

  /**
   * The part of an answer that must be the same: code and reason always, and of what was recorded
   * from a server the fields that causes name and what became of custom resources and data.
   */
  static JsonObject comparable(JsonObject answer, JsonObject wanted) {
    JsonObject part = Json.of("code", answer.get("code"), "reason", answer.get("reason"));
    boolean recorded = !wanted.has("since");
    if (recorded) {
      put(part, "kind", answer.get("kind"));
      if (WHOLE.contains(Json.text(wanted, "kind"))) {
        for (String member : List.of("metadata", "spec", "status", "data", "items")) {
          put(part, member, answer.get(member));
        }
      }
    }
    return part;
  }

  private static void put(JsonObject object, String name, @Nullable JsonElement value) {
    if (value != null) {
      object.add(name, value);
    }
  }

  private static JsonObject event(JsonObject event) {
    return Json.of(
        "type", Json.text(event, "type"), "object", shown(event.getAsJsonObject("object")));
  }

  private static JsonObject shown(JsonObject body) {
    String kind = Json.text(body, "kind");
    if (kind.equals("Status")) {
      return status(body);
    }
    if (kind.endsWith("List") && body.has("items") && !kind.startsWith("API")) {
      return list(body, kind);
    }
    JsonObject shown = Json.of("kind", kind);
    if (kind.equals("Table")) {
      shown.add(
          "columns",
          Json.element(
              Json.objects(body, "columnDefinitions").stream()
                  .map(c -> Json.text(c, "name"))
                  .toList()));
      shown.addProperty("rows", Json.items(body, "rows").size());
    } else if (body.has("metadata")) {
      object(body, shown);
    }
    return shown;
  }

  private static void object(JsonObject body, JsonObject shown) {
    JsonObject metadata = Json.child(body, "metadata");
    JsonObject kept = new JsonObject();
    METADATA.stream().filter(metadata::has).forEach(name -> kept.add(name, metadata.get(name)));
    if (metadata.has("generateName")) {
      kept.remove("name");
    }
    shown.add("metadata", kept);
    for (String part : List.of("spec", "status", "data", "zzz")) {
      JsonElement value = body.get(part);
      if (value != null && Json.write(value).length() < SHORT) {
        shown.add(part, value);
      }
    }
  }

  private static JsonObject list(JsonObject body, String kind) {
    List<String> names =
        Json.objects(body, "items").stream()
            .map(item -> Json.text(item, "metadata", "name"))
            .sorted()
            .toList();
    return Json.of("kind", kind, "items", names);
  }

  private static JsonObject status(JsonObject body) {
    String message = Json.text(body, "message");
    JsonObject details = Json.object(body, "details");
    return Json.of(
        "kind",
        "Status",
        "status",
        Json.text(body, "status"),
        "reason",
        Json.text(body, "reason"),
        "message",
        message.length() < SHORT ? message : message.substring(0, SHORT),
        "details",
        details == null || Json.write(details).length() > 4 * SHORT ? null : details);
  }
}
