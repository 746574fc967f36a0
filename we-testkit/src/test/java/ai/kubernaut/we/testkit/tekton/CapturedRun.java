package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the real Tekton made of one PipelineRun. */
record CapturedRun(String name) {

  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final Path ROOT = Path.of("src", "test", "resources", "tekton");

  JsonObject pipelineRun() throws IOException {
    return read("pipelinerun").getAsJsonObject();
  }

  /** The PipelineRun as it was created. */
  JsonObject created() throws IOException {
    JsonObject run = pipelineRun();
    JsonObject labels = Json.child(run, "metadata", "labels");
    labels.remove(Labels.PIPELINE);
    JsonObject metadata =
        Json.of(
            "name", Seen.name(run),
            "namespace", Seen.namespace(run),
            "labels", labels,
            "annotations", Json.at(run, "metadata", "annotations"));
    JsonObject spec = Json.child(run, "spec").deepCopy();
    Json.dropNulls(spec);
    return Json.of(
        "apiVersion", "tekton.dev/v1", "kind", "PipelineRun", "metadata", metadata, "spec", spec);
  }

  List<JsonObject> taskRuns() throws IOException {
    return Json.objects(read("taskruns"), "items");
  }

  Set<String> events() throws IOException {
    return reasons(Json.objects(read("events"), "items"));
  }

  /**
   * Who says what for which reason, but for hiccups of the controller, and for what depends on how
   * often it looks at a pod that is being prepared.
   */
  static Set<String> reasons(List<JsonObject> events) {
    Set<String> reasons = new TreeSet<>();
    for (JsonObject event : events) {
      String kind = Json.text(event, "involvedObject", "kind");
      String reason = Json.text(event, "reason");
      if (kind.endsWith("Run") && !List.of("InternalError", "Pending").contains(reason)) {
        reasons.add(kind + " " + Json.text(event, "type") + " " + reason);
      }
    }
    return reasons;
  }

  private JsonElement read(String file) throws IOException {
    String text = Files.readString(ROOT.resolve(name).resolve(file + ".yaml"));
    // What takes its time takes less of it here.
    return Yaml.parse(text.replaceAll("\\b[68]s\\b", "2s"));
  }

  /** Without what differs from run to run: times, uids, digests. */
  static String normal(JsonElement value) {
    return PRETTY
        .toJson(sorted(value))
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID")
        .replaceAll("containerd://[0-9a-f]+", "CONTAINER")
        .replaceAll("bundles-[0-9a-f]{32}", "bundles-HASH")
        .replaceAll("\"imageID\": \".*\"", "\"imageID\": IMAGE");
  }

  private static JsonElement sorted(JsonElement value) {
    if (value.isJsonArray()) {
      JsonArray array = new JsonArray();
      value.getAsJsonArray().forEach(item -> array.add(sorted(item)));
      return array;
    }
    if (!value.isJsonObject()) {
      return value;
    }
    JsonObject object = new JsonObject();
    new TreeSet<>(value.getAsJsonObject().keySet())
        .forEach(
            name -> {
              JsonElement field = value.getAsJsonObject().get(name);
              if (!field.isJsonNull()) {
                object.add(name, sorted(field));
              }
            });
    return object;
  }
}
