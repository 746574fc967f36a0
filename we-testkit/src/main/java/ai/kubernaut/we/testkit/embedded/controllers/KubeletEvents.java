package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.Map;

/** The events of scheduler and kubelet, in their words. */
final class KubeletEvents {
  private static final Map<String, String> SOURCE =
      Map.of("component", "kubelet", "host", Kubelet.NODE);
  private static final String NORMAL = "Normal";
  private static final String WARNING = "Warning";

  private final Recorded recorded;

  KubeletEvents(Recorded recorded) {
    this.recorded = recorded;
  }

  void unschedulable(JsonObject pod) {
    recorded.modern(pod, WARNING, "FailedScheduling", PodStatuses.NO_NODE, "Scheduling");
  }

  void scheduled(JsonObject pod) {
    String name =
        Json.text(pod, "metadata", "namespace") + "/" + Json.text(pod, "metadata", "name");
    recorded.modern(
        pod,
        NORMAL,
        "Scheduled",
        "Successfully assigned " + name + " to " + Kubelet.NODE,
        "Binding");
  }

  void mountFailed(JsonObject pod, String complaint) {
    recorded.classic(pod, WARNING, "FailedMount", complaint, SOURCE, "");
  }

  void started(JsonObject pod) {
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      String image = Json.text(container, "image");
      of(
          pod,
          container,
          NORMAL,
          "Pulled",
          "Container image \""
              + image
              + "\" already present on machine and can be accessed by the pod");
      of(pod, container, NORMAL, "Created", "Container created");
      of(pod, container, NORMAL, "Started", "Container started");
    }
  }

  void pullFailed(JsonObject pod) {
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      String image = Json.text(container, "image");
      of(pod, container, NORMAL, "Pulling", "Pulling image \"" + image + "\"");
      of(
          pod,
          container,
          WARNING,
          "Failed",
          "Failed to pull image \"" + image + "\": " + PodStatuses.pullError(image));
      of(pod, container, WARNING, "Failed", "Error: ErrImagePull");
    }
  }

  void pullBackOff(JsonObject pod) {
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      String image = Json.text(container, "image");
      of(pod, container, NORMAL, "BackOff", "Back-off pulling image \"" + image + "\"");
      of(pod, container, WARNING, "Failed", "Error: ImagePullBackOff");
    }
  }

  void killing(JsonObject pod) {
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      of(pod, container, NORMAL, "Killing", "Stopping container " + Json.text(container, "name"));
    }
  }

  void evicted(JsonObject pod) {
    recorded.classic(pod, WARNING, "Evicted", PodStatuses.EVICTION, SOURCE, "");
  }

  private void of(
      JsonObject pod, JsonObject container, String type, String reason, String message) {
    String path = "spec.containers{" + Json.text(container, "name") + "}";
    recorded.classic(pod, type, reason, message, SOURCE, path);
  }
}
