package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.stream.Collectors;

/** How kubectl sums up Deployments and Services. */
final class WorkloadCells {
  private WorkloadCells() {}

  static String ready(JsonObject deployment) {
    return count(deployment, "readyReplicas")
        + "/"
        + Json.number(deployment, 1, "spec", "replicas");
  }

  static String count(JsonObject deployment, String field) {
    return Long.toString(Json.number(deployment, 0, "status", field));
  }

  static String ports(JsonObject service) {
    String ports =
        Json.objects(service, "spec", "ports").stream()
            .map(port -> Json.text(port, "port") + "/" + Json.text(port, "protocol"))
            .collect(Collectors.joining(","));
    return ports.isEmpty() ? "<none>" : ports;
  }

  static String labels(JsonObject object, String... path) {
    String labels =
        Json.stringMap(object, path).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return labels.isEmpty() ? "<none>" : labels;
  }

  static String subjects(JsonObject binding, String kind) {
    return Json.objects(binding, "subjects").stream()
        .filter(subject -> Json.text(subject, "kind").equals(kind))
        .map(WorkloadCells::subject)
        .collect(Collectors.joining(", "));
  }

  private static String subject(JsonObject subject) {
    String namespace = Json.text(subject, "namespace");
    return (namespace.isEmpty() ? "" : namespace + "/") + Json.text(subject, "name");
  }

  /** What a quota allows and what of it is used, of limits or of everything else. */
  static String amounts(JsonObject quota, boolean limits) {
    return Json.stringMap(quota, "status", "hard").entrySet().stream()
        .filter(hard -> hard.getKey().startsWith("limits.") == limits)
        .map(
            hard -> {
              String used = Json.text(quota, "status", "used", hard.getKey());
              return hard.getKey() + ": " + used + "/" + hard.getValue();
            })
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
