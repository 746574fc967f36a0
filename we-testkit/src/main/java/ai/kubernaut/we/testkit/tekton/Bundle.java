package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** What comes of looking a PipelineRun's pipeline up. */
public sealed interface Bundle {

  /**
   * A pipeline.
   *
   * @param pipelineSpec as a {@code Pipeline} has it: {@code tasks}, each with {@code name}, {@code
   *     taskSpec.steps} and perhaps {@code runAfter}; {@code $(params.NAME)} in a task stands for a
   *     parameter of the PipelineRun
   */
  record Found(JsonObject pipelineSpec) implements Bundle {}

  /**
   * No pipeline.
   *
   * @param message the resolver's words, which the PipelineRun quotes
   */
  record Unavailable(String message) implements Bundle {}

  /**
   * A pipeline of these tasks, one after the other. Each has one step, {@code run}, that gets all
   * parameters of the PipelineRun as environment variables.
   */
  static Bundle of(JsonObject pipelineRun, List<String> tasks) {
    JsonArray specs = new JsonArray();
    String before = "";
    for (String task : tasks) {
      JsonObject step =
          Json.of(
              "name",
              "run",
              "image",
              "registry.example.com/ci/tool:1",
              "env",
              environment(pipelineRun));
      JsonObject spec = Json.of("name", task, "taskSpec", Json.of("steps", List.of(step)));
      if (!before.isEmpty()) {
        spec.add("runAfter", Json.array(before));
      }
      specs.add(spec);
      before = task;
    }
    return new Found(Json.of("tasks", specs));
  }

  private static JsonArray environment(JsonObject pipelineRun) {
    JsonArray environment = new JsonArray();
    for (JsonObject param : Json.objects(pipelineRun, "spec", "params")) {
      String name = Json.text(param, "name");
      environment.add(Json.of("name", name, "value", "$(params." + name + ")"));
    }
    return environment;
  }
}
