package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the podFailurePolicy of a Job says about a failed pod. */
final class PodFailurePolicy {

  /**
   * The verdict of the first rule that matches.
   *
   * @param action {@code FailJob}, {@code Ignore} or {@code Count}
   * @param message why
   */
  record Verdict(String action, String message) {}

  private PodFailurePolicy() {}

  static Optional<Verdict> judge(JsonObject job, JsonObject pod) {
    List<JsonObject> rules = Json.objects(job, "spec", "podFailurePolicy", "rules");
    for (int i = 0; i < rules.size(); i++) {
      String why = match(rules.get(i), pod);
      if (!why.isEmpty()) {
        String action = Json.text(rules.get(i), "action");
        return Optional.of(
            new Verdict(action, why + " matching " + action + " rule at index " + i));
      }
    }
    return Optional.empty();
  }

  private static String match(JsonObject rule, JsonObject pod) {
    String name =
        Json.text(pod, "metadata", "namespace") + "/" + Json.text(pod, "metadata", "name");
    JsonObject onExitCodes = Json.object(rule, "onExitCodes");
    if (onExitCodes != null) {
      return matchExitCodes(onExitCodes, pod, name);
    }
    for (JsonObject pattern : Json.objects(rule, "onPodConditions")) {
      String type = Json.text(pattern, "type");
      String status = Json.text(pattern, "status");
      if (hasCondition(pod, type, status.isEmpty() ? "True" : status)) {
        return "Pod " + name + " has condition " + type;
      }
    }
    return "";
  }

  private static String matchExitCodes(JsonObject requirement, JsonObject pod, String name) {
    String wanted = Json.text(requirement, "containerName");
    List<String> values = Json.strings(requirement, "values");
    boolean in = Json.text(requirement, "operator").equals("In");
    for (JsonObject container : Json.objects(pod, "status", "containerStatuses")) {
      String code = Json.text(container, "state", "terminated", "exitCode");
      String containerName = Json.text(container, "name");
      boolean named = wanted.isEmpty() || wanted.equals(containerName);
      boolean failed = !code.isEmpty() && !code.equals("0");
      if (named && failed && values.contains(code) == in) {
        return "Container " + containerName + " for pod " + name + " failed with exit code " + code;
      }
    }
    return "";
  }

  private static boolean hasCondition(JsonObject pod, String type, String status) {
    return Json.objects(pod, "status", "conditions").stream()
        .anyMatch(
            condition ->
                Json.text(condition, "type").equals(type)
                    && Json.text(condition, "status").equals(status));
  }
}
