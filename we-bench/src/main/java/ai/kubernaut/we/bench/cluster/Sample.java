package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** What the controller wrote for one execution, for others to write as well. */
record Sample(JsonObject lease, JsonObject job, JsonObject ended, JsonObject event) {

  private static final List<String> OF_THE_SERVER =
      List.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "generation",
          "managedFields",
          "selfLink",
          "finalizers",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  JsonObject lease(String name) {
    return renamed(lease, name);
  }

  /** Without what the server adds to a Job, and without labels that the controller watches. */
  JsonObject job(String name) {
    JsonObject copy = renamed(job, name);
    copy.remove("status");
    copy.getAsJsonObject("spec").remove("selector");
    copy.getAsJsonObject("spec").getAsJsonObject("template").remove("metadata");
    JsonObject metadata = copy.getAsJsonObject("metadata");
    metadata.remove("labels");
    JsonArray finalizers = new JsonArray();
    finalizers.add("example.com/bare");
    metadata.add("finalizers", finalizers);
    return copy;
  }

  JsonObject event(String name) {
    return renamed(event, name);
  }

  /** A patch of a status with everything that the status of an ended execution has. */
  JsonObject status() {
    JsonObject patch = new JsonObject();
    patch.add("status", endedStatus());
    return patch;
  }

  JsonObject endedStatus() {
    return Json.object(ended, "status").orElseThrow().deepCopy();
  }

  private static JsonObject renamed(JsonObject object, String name) {
    JsonObject copy = object.deepCopy();
    JsonObject metadata = copy.getAsJsonObject("metadata");
    OF_THE_SERVER.forEach(metadata::remove);
    metadata.addProperty("name", name);
    return copy;
  }
}
