package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** How kubectl sums up a Job. */
final class JobCells {
  private JobCells() {}

  static String status(JsonObject job) {
    if (has(job, "Complete")) {
      return "Complete";
    }
    if (has(job, "Failed")) {
      return "Failed";
    }
    if (Json.at(job, "metadata", "deletionTimestamp") != null) {
      return "Terminating";
    }
    if (has(job, "Suspended")) {
      return "Suspended";
    }
    if (has(job, "FailureTarget")) {
      return "FailureTarget";
    }
    return has(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
  }

  private static boolean has(JsonObject job, String condition) {
    return Conditions.isTrue(job, condition);
  }

  static String completions(JsonObject job) {
    long succeeded = Json.number(job, 0, "status", "succeeded");
    if (Json.at(job, "spec", "completions") != null) {
      return succeeded + "/" + Json.number(job, 1, "spec", "completions");
    }
    long parallelism = Json.number(job, 1, "spec", "parallelism");
    return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
  }

  static String duration(JsonObject job, Instant now) {
    String start = Json.text(job, "status", "startTime");
    if (start.isEmpty()) {
      return "";
    }
    String end = Json.text(job, "status", "completionTime");
    return end.isEmpty()
        ? Ages.since(start, now)
        : Ages.of(Duration.between(Instant.parse(start), Instant.parse(end)));
  }

  static String containers(JsonObject job, String field) {
    return Json.objects(job, "spec", "template", "spec", "containers").stream()
        .map(container -> Json.text(container, field))
        .collect(Collectors.joining(","));
  }

  static String selector(JsonObject job) {
    return Json.stringMap(job, "spec", "selector", "matchLabels").entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
