package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import com.google.gson.JsonObject;
import java.util.Optional;

/** Runs a workflow as one pod of a {@code batch/v1} Job, held by {@code spec.suspend}. */
public final class JobAdapter implements EngineAdapter<LeanJob> {

  public static final String ENGINE = "job";

  @Override
  public String engine() {
    return ENGINE;
  }

  @Override
  public ResourceType type() {
    return ResourceType.JOBS;
  }

  @Override
  public LeanJob decode(JsonObject object) {
    return LeanJob.decode(object);
  }

  @Override
  public JsonObject manifest(ChildSpec spec) {
    return JobManifest.of(spec);
  }

  @Override
  public JsonObject start(Child child) {
    JsonObject mark = new JsonObject();
    mark.addProperty(Names.STARTED_ANNOTATION, "true");
    JsonObject metadata = new JsonObject();
    metadata.addProperty("uid", child.uid());
    metadata.addProperty("resourceVersion", child.resourceVersion());
    metadata.add("annotations", mark);
    JsonObject spec = new JsonObject();
    spec.addProperty("suspend", false);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    patch.add("spec", spec);
    return patch;
  }

  /** A Job is ended by deleting it. */
  @Override
  public Optional<JsonObject> stop(Child child) {
    return Optional.empty();
  }

  @Override
  public Child observe(LeanJob child, Surroundings around) {
    return new JobView(child, around).child();
  }
}
