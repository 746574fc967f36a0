package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Events as Tekton's controller records them: one for each change of the condition. */
final class Recorder {

  private final KubernetesApi api;
  private final AtomicLong serial = new AtomicLong(System.nanoTime());

  Recorder(KubernetesApi api) {
    this.api = api;
  }

  void started(JsonObject object) {
    record(object, "Normal", "Started", "");
  }

  void changed(JsonObject object, Verdict verdict) {
    switch (verdict.status()) {
      case "True" -> record(object, "Normal", "Succeeded", verdict.message());
      case "False" -> record(object, "Warning", "Failed", verdict.message());
      default -> record(object, "Normal", verdict.reason(), verdict.message());
    }
  }

  private void record(JsonObject object, String type, String reason, String message) {
    String kind = Json.text(object, "kind");
    String now = Timestamps.now();
    JsonObject event =
        Json.of(
            "apiVersion",
            "v1",
            "kind",
            "Event",
            "metadata",
            Json.of("name", Seen.name(object) + "." + Long.toHexString(serial.incrementAndGet())),
            "involvedObject",
            Json.of(
                "kind", kind,
                "namespace", Seen.namespace(object),
                "name", Seen.name(object),
                "uid", Seen.uid(object),
                "apiVersion", "tekton.dev/v1",
                "resourceVersion", Json.text(object, "metadata", "resourceVersion")),
            "type",
            type,
            "reason",
            reason,
            "message",
            message.isEmpty() ? null : message,
            "source",
            Json.element(Map.of("component", kind)),
            "reportingComponent",
            kind,
            "reportingInstance",
            "",
            "firstTimestamp",
            now,
            "lastTimestamp",
            now,
            "count",
            1);
    Optional<ApiError> unused =
        api.create(ResourceType.EVENTS, Seen.namespace(object), event).failure();
  }
}
