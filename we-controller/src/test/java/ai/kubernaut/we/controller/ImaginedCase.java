package ai.kubernaut.we.controller;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Objects put together from a row of {@code imagined/}, in the shape of real ones. */
final class ImaginedCase {

  private static final Path ROOT = Path.of("src/test/resources/imagined");
  private static final String CREATED = "2026-11-21T00:10:00Z";
  private static final String ENDED = "2026-11-21T00:10:10Z";
  private static final Set<String> SUCCESSES = Set.of("Complete");

  private final JsonObject row;
  private final List<JsonObject> objects = new ArrayList<>();

  private ImaginedCase(JsonObject row) {
    this.row = row;
  }

  static List<JsonObject> rows(String engine) {
    return Stream.of(engine, engine + "-further").flatMap(file -> rowsOf(file).stream()).toList();
  }

  /** The rows of one file. */
  static List<JsonObject> rowsOf(String file) {
    return documents(ROOT.resolve(file + ".yaml")).stream()
        .flatMap(document -> document.getAsJsonArray().asList().stream())
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static List<JsonElement> documents(Path file) {
    try {
      return YamlJson.documents(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonObject> objects(JsonObject row) {
    ImaginedCase imagined = new ImaginedCase(row);
    if (row.has("job")) {
      imagined.job();
    } else {
      imagined.run();
    }
    imagined.pods();
    imagined.events();
    return imagined.objects;
  }

  private void job() {
    JsonObject job = object("Job", "wfe-1", "uid-job");
    job.add("spec", json("{suspend: false, template: {spec: {containers: [{name: workflow}]}}}"));
    part("spec").ifPresent(more -> merge(job.getAsJsonObject("spec"), more));
    JsonObject status = part("job").orElseThrow().deepCopy();
    status.addProperty("startTime", CREATED);
    Json.string(status, "end").ifPresent(end -> status.add("conditions", jobEnd(end, status)));
    job.add("status", status);
    objects.add(job);
  }

  private static JsonArray jobEnd(String reason, JsonObject status) {
    String message = Json.string(status, "message").orElse("The Job says " + reason);
    return array(
        condition(SUCCESSES.contains(reason) ? "Complete" : "Failed", "True", reason, message));
  }

  private void run() {
    JsonObject run = object("PipelineRun", "wfe-1", "uid-run");
    run.add("spec", part("spec").orElseGet(JsonObject::new));
    JsonObject status = part("run").orElseThrow().deepCopy();
    status.addProperty("startTime", CREATED);
    status.add("pipelineSpec", pipeline());
    JsonArray children = new JsonArray();
    for (String kind : List.of("TaskRun", "CustomRun")) {
      part(kind.toLowerCase(Locale.ROOT) + "s")
          .map(JsonObject::asMap)
          .orElse(Map.of())
          .forEach((task, told) -> children.add(made(kind, task, told.getAsJsonObject())));
    }
    status.add("childReferences", status.has("children") ? status.get("children") : children);
    String message = Json.string(status, "message").orElse("Tasks Completed: 1 (Failed: 1)");
    Json.string(status, "end")
        .ifPresent(end -> status.add("conditions", array(succeeded("False", end, message))));
    Json.string(status, "unknown")
        .ifPresent(r -> status.add("conditions", array(succeeded("Unknown", r, message))));
    run.add("status", status);
    objects.add(run);
  }

  private JsonObject pipeline() {
    JsonArray tasks = new JsonArray();
    List<String> names = row.has("tasks") ? Json.strings(row, "tasks") : List.of("build", "test");
    names.forEach(name -> tasks.add(json("{name: %s}".formatted(name))));
    JsonObject pipeline = new JsonObject();
    pipeline.add("tasks", tasks);
    return pipeline;
  }

  private JsonObject made(String kind, String task, JsonObject told) {
    JsonObject made = object(kind, "wfe-1-" + task, "uid-" + task);
    owned(made, "uid-run", Map.of("tekton.dev/pipelineTask", task));
    made.add("status", told.has("none") ? new JsonObject() : attempt(told));
    objects.add(made);
    return json("{kind: %s, name: wfe-1-%s, pipelineTaskName: %s}".formatted(kind, task, task));
  }

  private static JsonObject attempt(JsonObject told) {
    JsonObject status = told.deepCopy();
    String ended = Json.string(told, "status").orElse("False");
    status.add(
        "conditions",
        array(
            succeeded(
                ended,
                Json.string(told, "reason").orElse(""),
                Json.string(told, "message").orElse(""))));
    if (!ended.equals("Unknown") && !status.has("completionTime")) {
      status.addProperty("completionTime", ENDED);
    }
    status.addProperty("podName", Json.string(told, "pod").orElse(""));
    named(status, "steps", "step-");
    named(status, "sidecars", "sidecar-");
    JsonArray retries = new JsonArray();
    Json.objects(told, "retries").forEach(retry -> retries.add(attempt(retry)));
    status.add("retriesStatus", retries);
    return status;
  }

  private static void named(JsonObject status, String kind, String prefix) {
    Json.objects(status, kind)
        .forEach(c -> c.addProperty("container", prefix + Json.string(c, "name").orElseThrow()));
  }

  private void pods() {
    int number = 0;
    for (JsonObject told : Json.objects(row, "pods")) {
      number++;
      String name = Json.string(told, "name").orElse("pod-" + number);
      JsonObject pod = object("Pod", name, "uid-" + name);
      String task = Json.string(told, "task").orElse("");
      owned(
          pod,
          task.isEmpty() ? "uid-job" : "uid-" + task,
          task.isEmpty() ? Map.of() : Map.of("tekton.dev/taskRun", "wfe-1-" + task));
      if (Json.bool(told, "deleting").orElse(false)) {
        pod.getAsJsonObject("metadata").addProperty("deletionTimestamp", ENDED);
      }
      Json.object(told, "metadata").ifPresent(more -> merge(pod.getAsJsonObject("metadata"), more));
      pod.add("spec", podSpec(told, task.isEmpty() ? "workflow" : "step-run"));
      pod.add("status", podStatus(told));
      objects.add(pod);
    }
  }

  private static JsonObject podSpec(JsonObject told, String container) {
    JsonObject spec = json("{initContainers: [], containers: [{name: %s}]}".formatted(container));
    Json.object(told, "init")
        .ifPresent(
            all ->
                all.keySet()
                    .forEach(
                        name ->
                            spec.getAsJsonArray("initContainers")
                                .add(json("{name: %s}".formatted(name)))));
    String node = Json.string(told, "node").orElse("node-1");
    if (!node.isEmpty()) {
      spec.addProperty("nodeName", node);
    }
    return spec;
  }

  private static JsonObject podStatus(JsonObject told) {
    JsonObject status = told.deepCopy();
    status.add("containerStatuses", statuses(told, "containers"));
    status.add("initContainerStatuses", statuses(told, "init"));
    return status;
  }

  private static JsonArray statuses(JsonObject told, String field) {
    JsonArray statuses = new JsonArray();
    Json.object(told, field)
        .ifPresent(
            all ->
                all.asMap()
                    .forEach(
                        (name, state) -> {
                          JsonObject status = json("{name: %s, restartCount: 0}".formatted(name));
                          status.add("state", state);
                          Json.object(told, "last", name)
                              .ifPresent(last -> status.add("lastState", last));
                          Json.integer(told, "restarts", name)
                              .ifPresent(count -> status.addProperty("restartCount", count));
                          statuses.add(status);
                        }));
    return statuses;
  }

  private void events() {
    for (JsonObject told : Json.objects(row, "events")) {
      String on = Json.string(told, "about").orElseThrow();
      JsonObject event = object("Event", "event-" + objects.size(), "");
      event.add("involvedObject", involved(on, told));
      event.add("reason", told.get("reason"));
      event.add("message", told.get("message"));
      event.add("count", told.has("count") ? told.get("count") : JsonNull.INSTANCE);
      event.addProperty("lastTimestamp", Json.string(told, "at").orElse(CREATED));
      objects.add(event);
    }
  }

  private static JsonObject involved(String on, JsonObject told) {
    String kind =
        Json.string(told, "kind")
            .orElse(
                switch (on) {
                  case "job" -> "Job";
                  case "run" -> "PipelineRun";
                  default -> "Pod";
                });
    boolean pod = kind.equals("Pod");
    JsonObject involved = new JsonObject();
    involved.addProperty("kind", kind);
    involved.addProperty("name", pod ? on : "wfe-1-" + on);
    involved.addProperty("uid", "uid-" + on);
    Json.string(told, "container")
        .ifPresent(c -> involved.addProperty("fieldPath", "spec.containers{%s}".formatted(c)));
    return involved;
  }

  private static void owned(JsonObject object, String owner, Map<String, String> labels) {
    JsonObject metadata = object.getAsJsonObject("metadata");
    metadata.add(
        "ownerReferences",
        json("{all: [{uid: %s, controller: true}]}".formatted(owner)).get("all"));
    JsonObject all = new JsonObject();
    labels.forEach(all::addProperty);
    metadata.add("labels", all);
  }

  private static JsonObject object(String kind, String name, String uid) {
    JsonObject object = json("{metadata: {namespace: kubernaut-workflows}}");
    object.addProperty("kind", kind);
    JsonObject metadata = object.getAsJsonObject("metadata");
    metadata.addProperty("name", name);
    metadata.addProperty("uid", uid);
    metadata.addProperty("creationTimestamp", CREATED);
    return object;
  }

  private static JsonObject succeeded(String status, String reason, String message) {
    return condition("Succeeded", status, reason, message);
  }

  private static JsonObject condition(String type, String status, String reason, String message) {
    JsonObject condition = new JsonObject();
    condition.addProperty("type", type);
    condition.addProperty("status", status);
    condition.addProperty("reason", reason);
    condition.addProperty("message", message);
    condition.addProperty("lastTransitionTime", ENDED);
    return condition;
  }

  private static JsonArray array(JsonObject only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  private static void merge(JsonObject into, JsonObject more) {
    more.asMap()
        .forEach(
            (name, value) -> {
              if (value.isJsonObject() && Json.object(into, name).isPresent()) {
                merge(into.getAsJsonObject(name), value.getAsJsonObject());
              } else {
                into.add(name, value);
              }
            });
  }

  private Optional<JsonObject> part(String field) {
    return Json.object(row, field);
  }

  private static JsonObject json(String yaml) {
    return YamlJson.documents(yaml).get(0).getAsJsonObject();
  }
}
