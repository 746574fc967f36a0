package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The statuses that scheduler and kubelet write, in the shape of real ones. Each method changes the
 * given pod.
 */
final class PodStatuses {
  static final String NO_NODE =
      "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1"
          + " nodes are available: 1 Preemption is not helpful for scheduling.";
  static final String EVICTION =
      "The node was low on resource: memory. Threshold quantity: 100Mi, available: 44Mi. ";
  private static final String CONDITIONS = "conditions";

  private PodStatuses() {}

  static boolean isLive(JsonObject pod) {
    return List.of("Pending", "Running").contains(Json.text(pod, "status", "phase"));
  }

  static boolean isRunning(JsonObject pod) {
    return Json.text(pod, "status", "phase").equals("Running");
  }

  static String pullError(String image) {
    String host = image.split("/", 2)[0];
    String repository = image.substring(Math.min(image.length(), host.length() + 1));
    int tag = repository.lastIndexOf(':');
    String manifest =
        tag < 0
            ? repository + "/manifests/latest"
            : repository.substring(0, tag) + "/manifests/" + repository.substring(tag + 1);
    return "failed to pull and unpack image \""
        + image
        + "\": failed to resolve reference \""
        + image
        + "\": failed to do request: Head \"https://"
        + host
        + "/v2/"
        + manifest
        + "\": dial tcp: lookup "
        + host
        + " on 10.96.0.10:53: no such host";
  }

  static void unschedulable(JsonObject pod) {
    JsonObject condition = condition("PodScheduled", "False", "Unschedulable", NO_NODE);
    Json.child(pod, "status").add(CONDITIONS, Json.array(condition));
  }

  static void scheduled(JsonObject pod) {
    Json.child(pod, "status")
        .add(CONDITIONS, Json.array(condition("PodScheduled", "True", "", "")));
  }

  static void creating(JsonObject pod) {
    JsonObject status = Json.child(pod, "status");
    status.addProperty("hostIP", "127.0.0.1");
    status.add("hostIPs", Json.array(Json.of("ip", "127.0.0.1")));
    status.addProperty("startTime", now());
    conditions(pod, false, "ContainersNotReady");
    waiting(pod, "ContainerCreating", false);
  }

  static void pullFailed(JsonObject pod) {
    waiting(pod, "ErrImagePull", true);
  }

  static void pullBackOff(JsonObject pod) {
    if (Json.text(pod, "status", "phase").equals("Pending")) {
      waiting(pod, "ImagePullBackOff", true);
    }
  }

  private static void waiting(JsonObject pod, String reason, boolean explained) {
    JsonArray containers = new JsonArray();
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      String image = Json.text(container, "image");
      String error = pullError(image);
      String backOff = "Back-off pulling image \"" + image + "\": ErrImagePull: " + error;
      String message = reason.equals("ImagePullBackOff") ? backOff : error;
      JsonObject waiting = Json.of("reason", reason, "message", explained ? message : null);
      containers.add(containerStatus(container, Json.of("waiting", waiting), false));
    }
    Json.child(pod, "status").add("containerStatuses", containers);
  }

  static void running(JsonObject pod) {
    JsonObject status = Json.child(pod, "status");
    status.addProperty("phase", "Running");
    status.addProperty("podIP", "10.244.0.10");
    status.add("podIPs", Json.array(Json.of("ip", "10.244.0.10")));
    conditions(pod, true, "");
    JsonArray containers = new JsonArray();
    for (JsonObject container : Json.objects(pod, "spec", "containers")) {
      JsonObject running = Json.of("running", Json.of("startedAt", now()));
      containers.add(containerStatus(container, running, true));
    }
    status.add("containerStatuses", containers);
  }

  static void terminated(JsonObject pod, int exitCode, String reason, String message) {
    JsonObject status = Json.child(pod, "status");
    boolean succeeded = exitCode == 0;
    status.addProperty("phase", succeeded ? "Succeeded" : "Failed");
    conditions(pod, false, succeeded ? "PodCompleted" : "PodFailed");
    for (JsonObject container : Json.objects(status, "containerStatuses")) {
      String started = Json.text(container, "state", "running", "startedAt");
      JsonObject end =
          Json.of(
              "exitCode",
              exitCode,
              "reason",
              reason,
              "message",
              message.isEmpty() ? null : message,
              "startedAt",
              started.isEmpty() ? now() : started,
              "finishedAt",
              now(),
              "containerID",
              Json.text(container, "containerID"));
      container.add("state", Json.of("terminated", end));
      container.addProperty("ready", false);
      container.addProperty("started", false);
    }
  }

  static void evicted(JsonObject pod) {
    JsonObject status = Json.child(pod, "status");
    status.addProperty("reason", "Evicted");
    status.addProperty("message", EVICTION);
    JsonObject disruption = condition("DisruptionTarget", "True", "TerminationByKubelet", EVICTION);
    status.getAsJsonArray(CONDITIONS).add(disruption);
  }

  private static JsonObject containerStatus(
      JsonObject container, JsonObject state, boolean running) {
    String image = Json.text(container, "image");
    String id = Integer.toHexString(image.hashCode()).repeat(8);
    return Json.of(
        "name",
        Json.text(container, "name"),
        "state",
        state,
        "lastState",
        new JsonObject(),
        "ready",
        running,
        "restartCount",
        0,
        "image",
        image,
        "imageID",
        running ? image + "@sha256:" + id : "",
        "containerID",
        running ? "containerd://" + id : null,
        "started",
        running);
  }

  private static void conditions(JsonObject pod, boolean ready, String reason) {
    boolean over = reason.startsWith("Pod");
    List<String> names =
        Json.objects(pod, "spec", "containers").stream().map(c -> Json.text(c, "name")).toList();
    String message =
        ready ? "" : "containers with unready status: [" + String.join(" ", names) + "]";
    String sandbox = ready ? "True" : "False";
    String initialized = reason.equals("PodCompleted") ? "PodCompleted" : "";
    JsonArray conditions = new JsonArray();
    conditions.add(condition("PodScheduled", "True", "", ""));
    conditions.add(condition("PodReadyToStartContainers", over ? "False" : sandbox, "", ""));
    conditions.add(condition("Initialized", "True", initialized, ""));
    conditions.add(condition("Ready", ready ? "True" : "False", reason, message));
    conditions.add(condition("ContainersReady", ready ? "True" : "False", reason, message));
    Json.child(pod, "status").add(CONDITIONS, keepTimes(pod, conditions));
  }

  /** Conditions whose status stays the same keep their transition time. */
  private static JsonArray keepTimes(JsonObject pod, JsonArray conditions) {
    for (JsonObject before : Json.objects(pod, "status", CONDITIONS)) {
      for (var condition : conditions) {
        boolean same =
            Json.text(condition, "type").equals(Json.text(before, "type"))
                && Json.text(condition, "status").equals(Json.text(before, "status"));
        if (same) {
          condition
              .getAsJsonObject()
              .addProperty("lastTransitionTime", Json.text(before, "lastTransitionTime"));
        }
      }
    }
    return conditions;
  }

  private static JsonObject condition(String type, String status, String reason, String message) {
    return Json.of(
        "type",
        type,
        "status",
        status,
        "lastTransitionTime",
        now(),
        "reason",
        reason.isEmpty() ? null : reason,
        "message",
        message.isEmpty() ? null : message);
  }

  private static String now() {
    return Timestamps.now();
  }
}
