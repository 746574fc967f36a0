package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.util.Locale;

/** What executions run on. */
enum Engine {
  JOB,
  TEKTON;

  private static final ResourceType PIPELINE_RUNS =
      new ResourceType("tekton.dev", "v1", "pipelineruns", "PipelineRun", true);

  /** Its name in a spec. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of its children. */
  ResourceType children() {
    return this == JOB ? ResourceType.JOBS : PIPELINE_RUNS;
  }

  static boolean runs(ResourceType type) {
    return type.equals(ResourceType.JOBS) || type.equals(PIPELINE_RUNS);
  }

  /** Whether a child may run: it is neither held, nor ended before it was let go. */
  static boolean letGo(JsonObject child) {
    return !Json.bool(child, "spec", "suspend").orElse(false)
        && Json.string(child, "spec", "status").isEmpty();
  }
}
