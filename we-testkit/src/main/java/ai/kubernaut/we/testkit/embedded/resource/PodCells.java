package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;

/** How kubectl sums up a pod. */
final class PodCells {
  private PodCells() {}

  static String ready(JsonObject pod) {
    long ready =
        containers(pod).stream().filter(container -> Json.isTrue(container, "ready")).count();
    return ready + "/" + Json.items(pod, "spec", "containers").size();
  }

  static String restarts(JsonObject pod) {
    return Long.toString(
        containers(pod).stream().mapToLong(c -> Json.number(c, 0, "restartCount")).sum());
  }

  static String status(JsonObject pod) {
    if (Json.at(pod, "metadata", "deletionTimestamp") != null) {
      return "Terminating";
    }
    String shown = Json.text(pod, "status", "reason");
    if (shown.isEmpty()) {
      shown = Json.text(pod, "status", "phase");
    }
    for (JsonObject container : containers(pod)) {
      String said = containerStatus(container);
      shown = said.isEmpty() ? shown : said;
    }
    return shown;
  }

  private static String containerStatus(JsonObject container) {
    String waiting = Json.text(container, "state", "waiting", "reason");
    if (!waiting.isEmpty()) {
      return waiting;
    }
    JsonObject terminated = Json.object(container, "state", "terminated");
    if (terminated == null) {
      return "";
    }
    String reason = Json.text(terminated, "reason");
    return reason.isEmpty() ? "ExitCode:" + Json.number(terminated, 0, "exitCode") : reason;
  }

  private static List<JsonObject> containers(JsonObject pod) {
    return Json.objects(pod, "status", "containerStatuses");
  }
}
