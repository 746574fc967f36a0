package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Writes statuses where they differ from what is there, and tells of them in Events. */
final class Reports {

  static final String PENDING = "PipelineRunPending";

  private static final JsonObject PROVENANCE =
      Yaml.parse(
              """
              featureFlags:
                awaitSidecarReadiness: true
                coschedule: workspaces
                enableAPIFields: beta
                enableProvenanceInStatus: true
                enforceNonfalsifiability: none
                maxResultSize: 4096
                resultExtractionMethod: termination-message
                runningInEnvWithInjectedSidecars: true
                sendCloudEventsForRuns: true
                verificationNoMatchPolicy: ignore
              """)
          .getAsJsonObject();

  private final Writes writes;
  private final Recorder recorder;

  Reports(Writes writes, Recorder recorder) {
    this.writes = writes;
    this.recorder = recorder;
  }

  /** What the features of the running Tekton are. */
  static JsonObject provenance() {
    return PROVENANCE.deepCopy();
  }

  /**
   * Says how far an object is.
   *
   * @param more of its status, besides the condition and the time of its end
   */
  void report(ResourceType type, JsonObject object, Verdict verdict, JsonObject more) {
    Optional<Verdict> before = Verdict.of(object);
    boolean changed = !before.equals(Optional.of(verdict));
    JsonObject status = more.deepCopy();
    if (changed) {
      status.add("conditions", verdict.conditions());
    }
    if (verdict.isEnd()) {
      status.addProperty("completionTime", Timestamps.now());
    }
    if (!differs(object, status) || !writes.status(type, object, status)) {
      return;
    }
    if (before.isEmpty()) {
      recorder.started(object);
    }
    if (changed && !verdict.reason().equals(PENDING)) {
      recorder.changed(object, verdict);
    }
  }

  private static boolean differs(JsonObject object, JsonObject status) {
    return status.entrySet().stream()
        .anyMatch(field -> !field.getValue().equals(Json.at(object, "status", field.getKey())));
  }

  static boolean started(JsonObject object) {
    return !Json.text(object, "status", "startTime").isEmpty();
  }

  /** The part of a status that says when it began: when it did, or now. */
  static JsonObject begun(JsonObject object) {
    String start = Json.text(object, "status", "startTime");
    return Json.of("startTime", start.isEmpty() ? Timestamps.now() : start);
  }
}
