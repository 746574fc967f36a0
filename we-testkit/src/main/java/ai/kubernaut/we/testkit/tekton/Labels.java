package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;

/** The labels by which Tekton's objects know each other. */
final class Labels {

  static final String PIPELINE = "tekton.dev/pipeline";
  static final String PIPELINE_RUN = "tekton.dev/pipelineRun";
  static final String TASK_RUN = "tekton.dev/taskRun";
  static final String PIPELINE_TASK = "tekton.dev/pipelineTask";

  private Labels() {}

  /** The metadata of what is made for another object: its labels, its annotations, it as owner. */
  static JsonObject metadata(JsonObject owner, String apiKind, String name) {
    JsonObject annotations =
        Json.element(Json.stringMap(owner, "metadata", "annotations")).getAsJsonObject();
    annotations.addProperty("pipeline.tekton.dev/release", "unknown");
    JsonObject labels = Json.element(Json.stringMap(owner, "metadata", "labels")).getAsJsonObject();
    labels.addProperty("app.kubernetes.io/managed-by", "tekton-pipelines");
    JsonObject reference =
        Json.of(
            "apiVersion",
            "tekton.dev/v1",
            "kind",
            apiKind,
            "name",
            Seen.name(owner),
            "uid",
            Seen.uid(owner),
            "controller",
            true,
            "blockOwnerDeletion",
            true);
    return Json.of(
        "name", name,
        "namespace", Seen.namespace(owner),
        "labels", labels,
        "annotations", annotations,
        "ownerReferences", Json.array(reference));
  }
}
