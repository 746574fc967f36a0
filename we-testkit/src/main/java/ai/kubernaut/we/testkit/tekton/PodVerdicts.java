package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.Optional;

/** What Tekton makes of a pod. */
final class PodVerdicts {

  static final String PULL_FAILED = "TaskRunImagePullFailed";

  private PodVerdicts() {}

  static Verdict of(JsonObject taskRun, JsonObject pod) {
    return switch (Json.text(pod, "status", "phase")) {
      case "Succeeded" -> Verdict.succeeded("Succeeded", "All Steps have completed executing");
      case "Failed" -> failed(pod);
      case "Running" ->
          Verdict.open("Running", "Not all Steps in the Task have finished executing");
      default -> waiting(pod).orElseGet(() -> pulling(taskRun, pod));
    };
  }

  private static Verdict failed(JsonObject pod) {
    if (Json.text(pod, "status", "reason").equals("Evicted")) {
      return Verdict.failed("PodEvicted", Json.text(pod, "status", "message"));
    }
    for (JsonObject container : Json.objects(pod, "status", "containerStatuses")) {
      long code = Json.number(container, 0, "state", "terminated", "exitCode");
      String reason = Json.text(container, "state", "terminated", "reason");
      if (code != 0) {
        String message =
            "\"%s\" exited with code %d: %s".formatted(Json.text(container, "name"), code, reason);
        return Verdict.failed(reason.equals("OOMKilled") ? "StepOOM" : "StepFailed", message);
      }
    }
    return Verdict.failed("Failed", "build failed for unspecified reasons.");
  }

  /** A pod that waits for a node, or for its containers to be made. */
  private static Optional<Verdict> waiting(JsonObject pod) {
    for (JsonObject condition : Json.objects(pod, "status", "conditions")) {
      if (Json.text(condition, "reason").equals("Unschedulable")) {
        return Optional.of(
            Verdict.open("ExceededNodeResources", "TaskRun Pod exceeded available resources"));
      }
    }
    return Json.objects(pod, "status", "containerStatuses").isEmpty()
        ? Optional.of(Verdict.open("Pending", "Pending"))
        : Optional.empty();
  }

  private static Verdict pulling(JsonObject taskRun, JsonObject pod) {
    for (JsonObject container : Json.objects(pod, "status", "containerStatuses")) {
      String name = Json.text(container, "name");
      String message = Json.text(container, "state", "waiting", "message");
      switch (Json.text(container, "state", "waiting", "reason")) {
        case "ErrImagePull" -> {
          return Verdict.open(
              "PullImageFailed",
              "build step \"%s\" is pending with reason %s"
                  .formatted(name, Json.write(Json.element(message))));
        }
        case "ImagePullBackOff" -> {
          return Verdict.failed(
              PULL_FAILED,
              ("the step \"%s\" in TaskRun \"%s\" failed to pull the image \"\". The pod errored"
                      + " with the message: \"%s.\"")
                  .formatted(name.substring(Manifests.STEP.length()), Seen.name(taskRun), message));
        }
        default -> {}
      }
    }
    return unready(pod);
  }

  private static Verdict unready(JsonObject pod) {
    String message =
        Json.objects(pod, "status", "conditions").stream()
            .filter(condition -> Json.text(condition, "type").equals("Ready"))
            .map(condition -> Json.text(condition, "message"))
            .findFirst()
            .orElse("");
    return Verdict.open("Pending", "pod status \"Ready\":\"False\"; message: \"" + message + "\"");
  }
}
