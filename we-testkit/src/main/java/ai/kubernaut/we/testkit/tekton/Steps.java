package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** The steps in a TaskRun's status. */
final class Steps {

  private static final List<String> STATES = List.of("waiting", "running", "terminated");

  private Steps() {}

  /** As the containers of its pod are. */
  static JsonArray of(JsonObject pod) {
    JsonArray steps = new JsonArray();
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      JsonObject status = status(pod, Json.text(container, "name"));
      JsonObject step = step(Json.text(container, "name"));
      String image = Json.text(status, "imageID");
      if (!image.isEmpty()) {
        step.addProperty("imageID", image);
      }
      for (String state : STATES) {
        JsonObject found = Json.object(status, "state", state);
        if (found != null) {
          JsonObject shown = found.deepCopy();
          shown.remove("message");
          step.add(state, shown);
        }
      }
      String reason = Json.text(status, "state", "terminated", "reason");
      if (!reason.isEmpty() && !reason.equals("OOMKilled")) {
        step.addProperty("terminationReason", reason);
      }
      steps.add(step);
    }
    return steps;
  }

  /** The same, but that those which are not over are ended for a reason of Tekton's own. */
  static JsonArray ended(JsonObject pod, String reason) {
    JsonArray steps = of(pod);
    for (JsonElement element : steps) {
      JsonObject step = element.getAsJsonObject();
      boolean begun = step.has("waiting") || step.has("running");
      if (begun) {
        String started = Json.text(step, "running", "startedAt");
        step.remove("waiting");
        step.remove("running");
        step.add(
            "terminated",
            Json.of(
                "exitCode",
                1,
                "finishedAt",
                Timestamps.now(),
                "message",
                "Step %s terminated as pod %s is terminated"
                    .formatted(Json.text(step, "name"), Seen.name(pod)),
                "reason",
                reason,
                "startedAt",
                started.isEmpty() ? Timestamps.now() : started));
        step.addProperty("terminationReason", reason);
      }
    }
    return steps;
  }

  /** Those of a TaskRun without a pod. */
  static JsonArray unmade(JsonObject run) {
    JsonArray steps = new JsonArray();
    Json.objects(run, "spec", "taskSpec", "steps").stream()
        .map(spec -> Json.of("name", Json.text(spec, "name"), "provenance", new JsonObject()))
        .forEach(steps::add);
    return steps;
  }

  private static JsonObject step(String container) {
    String name = container.substring(Manifests.STEP.length());
    return Json.of("container", container, "name", name, "provenance", new JsonObject());
  }

  private static JsonObject status(JsonObject pod, String container) {
    return Json.objects(pod, "status", "containerStatuses").stream()
        .filter(status -> Json.text(status, "name").equals(container))
        .findFirst()
        .orElseGet(JsonObject::new);
  }
}
