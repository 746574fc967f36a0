package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.NamedPart;
import ai.kubernaut.we.kubernetes.engine.PartType;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** Runs a workflow as a {@code tekton.dev/v1} PipelineRun, held by {@code spec.status}. */
public final class TektonAdapter implements EngineAdapter<LeanPipelineRun> {

  public static final String ENGINE = "tekton";

  private static final String GROUP = "tekton.dev";
  private static final String VERSION = "v1";
  private static final ResourceType PIPELINE_RUNS =
      new ResourceType(GROUP, VERSION, "pipelineruns", LeanPipelineRun.KIND, true);
  private static final ResourceType TASK_RUNS =
      new ResourceType(GROUP, VERSION, "taskruns", "TaskRun", true);

  private static final ResourceType CUSTOM_RUNS =
      new ResourceType(GROUP, "v1beta1", "customruns", LeanTaskRun.CUSTOM, true);

  private static final String CANCELLED = "Cancelled";

  @Override
  public String engine() {
    return ENGINE;
  }

  @Override
  public ResourceType type() {
    return PIPELINE_RUNS;
  }

  /** Tekton hands the labels of a PipelineRun on to its TaskRuns, and those to their pods. */
  @Override
  public Optional<PartType> parts() {
    return Optional.of(new PartType(TASK_RUNS, LeanTaskRun::decode));
  }

  @Override
  public LeanPipelineRun decode(JsonObject object) {
    return LeanPipelineRun.decode(object);
  }

  @Override
  public JsonObject manifest(ChildSpec spec) {
    return PipelineManifest.of(spec);
  }

  @Override
  public JsonObject start(Child child) {
    JsonObject mark = new JsonObject();
    mark.addProperty(Names.STARTED_ANNOTATION, "true");
    JsonObject spec = new JsonObject();
    spec.add("status", JsonNull.INSTANCE);
    JsonObject patch = patch(child, spec);
    patch.getAsJsonObject("metadata").add("annotations", mark);
    return patch;
  }

  /** Its running tasks are ended, and no others begin; its finally tasks neither. */
  @Override
  public Optional<JsonObject> stop(Child child) {
    JsonObject spec = new JsonObject();
    spec.addProperty("status", CANCELLED);
    return Optional.of(patch(child, spec));
  }

  private static JsonObject patch(Child child, JsonObject spec) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("uid", child.uid());
    metadata.addProperty("resourceVersion", child.resourceVersion());
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    patch.add("spec", spec);
    return patch;
  }

  /** Controllers of others work on custom tasks, which few pipelines have. */
  @Override
  public List<NamedPart> unwatched(LeanPipelineRun child) {
    return child.children().stream()
        .filter(made -> made.kind().equals(LeanTaskRun.CUSTOM))
        .map(made -> CUSTOM_RUNS.named(child.namespace(), made.name()))
        .map(ref -> new NamedPart(ref, LeanTaskRun::decode))
        .toList();
  }

  @Override
  public Child observe(LeanPipelineRun child, Surroundings around) {
    return new PipelineView(child, around).child();
  }
}
