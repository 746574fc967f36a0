package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import ai.kubernaut.we.testkit.embedded.resource.Conditions;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The statuses that the Job controller writes, in the shape of real ones. Each method changes the
 * given Job.
 */
final class JobStatuses {
  private JobStatuses() {}

  static boolean isFinished(JsonObject job) {
    return Conditions.isTrue(job, "Complete") || Conditions.isTrue(job, "Failed");
  }

  /** Sets a condition; its transition time changes only with its status. */
  static void condition(
      JsonObject job, String type, boolean status, String reason, String message) {
    JsonObject existing = Conditions.find(job, type);
    String value = status ? "True" : "False";
    if (existing != null && Json.text(existing, "status").equals(value)) {
      return;
    }
    JsonObject condition =
        Json.of(
            "type", type,
            "status", value,
            "lastProbeTime", now(),
            "lastTransitionTime", now(),
            "reason", reason,
            "message", message);
    JsonObject jobStatus = Json.child(job, "status");
    JsonArray conditions = new JsonArray();
    boolean replaced = false;
    for (JsonObject other : Json.objects(jobStatus, "conditions")) {
      boolean same = Json.text(other, "type").equals(type);
      conditions.add(same ? condition : other);
      replaced |= same;
    }
    if (!replaced) {
      conditions.add(condition);
    }
    jobStatus.add("conditions", conditions);
  }

  /** Sets what is counted afresh on every pass. */
  static void live(JsonObject job, long active, long ready, long terminating) {
    JsonObject status = Json.child(job, "status");
    count(status, "active", active);
    status.addProperty("ready", ready);
    status.addProperty("terminating", terminating);
    if (!status.has("uncountedTerminatedPods")) {
      status.add("uncountedTerminatedPods", new JsonObject());
    }
  }

  /** Says which pods are about to be counted. */
  static void uncounted(JsonObject job, List<JsonObject> succeeded, List<JsonObject> failed) {
    JsonObject uncounted = new JsonObject();
    list(uncounted, "succeeded", succeeded);
    list(uncounted, "failed", failed);
    Json.child(job, "status").add("uncountedTerminatedPods", uncounted);
  }

  private static void list(JsonObject uncounted, String name, List<JsonObject> pods) {
    if (!pods.isEmpty()) {
      uncounted.add(name, Json.element(pods.stream().map(JobPods::uid).toList()));
    }
  }

  /** Counts the pods that were about to be counted. */
  static void counted(JsonObject job) {
    JsonObject status = Json.child(job, "status");
    for (String kind : List.of("succeeded", "failed")) {
      long more = Json.items(status, "uncountedTerminatedPods", kind).size();
      count(status, kind, Json.number(status, 0, kind) + more);
    }
    status.add("uncountedTerminatedPods", new JsonObject());
  }

  private static void count(JsonObject status, String name, long value) {
    if (value == 0) {
      status.remove(name);
    } else {
      status.addProperty(name, value);
    }
  }

  static String now() {
    return Timestamps.now();
  }
}
