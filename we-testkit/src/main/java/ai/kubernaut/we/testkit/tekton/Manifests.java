package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.stream.Stream;

/** The TaskRuns of PipelineRuns and the pods of TaskRuns. */
final class Manifests {

  static final String STEP = "step-";

  private Manifests() {}

  static String taskRunName(JsonObject run, String task) {
    return Seen.name(run) + "-" + task;
  }

  /** Whether controllers of others work on a task: it names a kind that is not Tekton's. */
  static boolean custom(JsonObject task) {
    return !Json.text(task, "taskRef", "apiVersion").isEmpty();
  }

  static JsonObject customRun(JsonObject run, JsonObject task) {
    return Json.of(
        "apiVersion",
        Seen.CUSTOM_RUNS.apiVersion(),
        "kind",
        Seen.CUSTOM_RUNS.kind(),
        "metadata",
        metadata(run, task),
        "spec",
        Json.of(
            "customRef", Json.at(task, "taskRef"),
            "serviceAccountName", account(run)));
  }

  private static Object account(JsonObject run) {
    JsonElement account = Json.at(run, "spec", "taskRunTemplate", "serviceAccountName");
    return account == null ? "default" : account;
  }

  private static JsonObject metadata(JsonObject run, JsonObject task) {
    String name = Json.text(task, "name");
    JsonObject metadata = Labels.metadata(run, "PipelineRun", taskRunName(run, name));
    boolean last =
        Stream.of("status", "spec")
            .flatMap(part -> Json.objects(run, part, "pipelineSpec", "finally").stream())
            .anyMatch(other -> Json.text(other, "name").equals(name));
    JsonObject labels = Json.child(metadata, "labels");
    labels.addProperty("tekton.dev/memberOf", last ? "finally" : "tasks");
    labels.addProperty(Labels.PIPELINE_RUN, Seen.name(run));
    labels.addProperty("tekton.dev/pipelineRunUID", Seen.uid(run));
    labels.addProperty(Labels.PIPELINE_TASK, name);
    return metadata;
  }

  static JsonObject taskRun(JsonObject run, JsonObject task) {
    return Json.of(
        "apiVersion",
        "tekton.dev/v1",
        "kind",
        "TaskRun",
        "metadata",
        metadata(run, task),
        "spec",
        Json.of(
            "retries", Json.at(task, "retries"),
            "serviceAccountName", account(run),
            "podTemplate", Json.at(run, "spec", "taskRunTemplate", "podTemplate"),
            "workspaces", Json.at(run, "spec", "workspaces"),
            "taskSpec", substituted(run, task),
            "timeout", "1h0m0s"));
  }

  /** The steps with the run's parameters in them. */
  private static JsonObject substituted(JsonObject run, JsonObject task) {
    JsonObject spec = Json.child(task.deepCopy(), "taskSpec");
    // Fields of an embedded task that belong to its place in a pipeline.
    spec.remove("metadata");
    spec.remove("spec");
    String text = Json.write(spec);
    for (JsonObject param : Json.objects(run, "spec", "params")) {
      String quoted = Json.write(Json.element(Json.text(param, "value")));
      String value = quoted.substring(1, quoted.length() - 1);
      text = text.replace("$(params." + Json.text(param, "name") + ")", value);
    }
    return Json.parse(text).getAsJsonObject();
  }

  static JsonObject pod(JsonObject taskRun) {
    JsonObject metadata = Labels.metadata(taskRun, "TaskRun", Seen.podName(taskRun));
    JsonObject labels = Json.child(metadata, "labels");
    labels.addProperty(Labels.TASK_RUN, Seen.name(taskRun));
    labels.addProperty("tekton.dev/taskRunUID", Seen.uid(taskRun));
    Json.child(metadata, "annotations").addProperty("tekton.dev/ready", "READY");
    JsonObject spec =
        Json.of(
            "restartPolicy", "Never",
            "serviceAccountName", Json.at(taskRun, "spec", "serviceAccountName"),
            "containers", containers(taskRun));
    JsonArray volumes = volumes(taskRun);
    if (!volumes.isEmpty()) {
      spec.add("volumes", volumes);
    }
    JsonObject template = Json.object(taskRun, "spec", "podTemplate");
    if (template != null) {
      template.entrySet().forEach(field -> spec.add(field.getKey(), field.getValue()));
    }
    return Json.of("apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", spec);
  }

  private static JsonArray containers(JsonObject taskRun) {
    JsonArray mounts = mounts(taskRun);
    JsonArray containers = new JsonArray();
    for (JsonObject step : Json.objects(taskRun, "spec", "taskSpec", "steps")) {
      containers.add(
          Json.of(
              "name",
              STEP + Json.text(step, "name"),
              "image",
              Json.text(step, "image"),
              "env",
              Json.at(step, "env"),
              "volumeMounts",
              mounts.isEmpty() ? null : mounts,
              "terminationMessagePath",
              "/tekton/termination"));
    }
    return containers;
  }

  /** Every workspace is mounted where Tekton mounts it, read-only. */
  private static JsonArray mounts(JsonObject taskRun) {
    JsonArray mounts = new JsonArray();
    for (JsonObject workspace : Json.objects(taskRun, "spec", "workspaces")) {
      String name = Json.text(workspace, "name");
      mounts.add(
          Json.of("name", volume(name), "mountPath", "/workspace/" + name, "readOnly", true));
    }
    return mounts;
  }

  private static JsonArray volumes(JsonObject taskRun) {
    JsonArray volumes = new JsonArray();
    for (JsonObject workspace : Json.objects(taskRun, "spec", "workspaces")) {
      volumes.add(
          Json.of(
              "name", volume(Json.text(workspace, "name")),
              "secret", Json.at(workspace, "secret"),
              "configMap", Json.at(workspace, "configMap")));
    }
    return volumes;
  }

  private static String volume(String workspace) {
    return "ws-" + Integer.toHexString(workspace.hashCode());
  }
}
