package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;

/** Chooses what pipeline a PipelineRun finds where it looks for one. Asked once for each. */
@FunctionalInterface
public interface BundleScript {

  Bundle resolve(JsonObject pipelineRun);

  /**
   * Every bundle holds a pipeline of one task, {@code workflow}; only those of a registry whose
   * host ends in {@code .invalid}, which no name server knows, cannot be had.
   */
  static BundleScript oneTask() {
    return tasks("workflow");
  }

  /** The same with these tasks, one after the other. */
  static BundleScript tasks(String... names) {
    return run -> {
      String host = bundle(run).split("/", 2)[0];
      return host.endsWith(".invalid")
          ? new Bundle.Unavailable(
              "cannot retrieve the oci image: Get \"https://%s/v2/\": dial tcp: lookup %s on 10.96.0.10:53: no such host"
                  .formatted(host, host))
          : Bundle.of(run, List.of(names));
    };
  }

  private static String bundle(JsonObject run) {
    return Json.objects(run, "spec", "pipelineRef", "params").stream()
        .filter(param -> Json.text(param, "name").equals("bundle"))
        .map(param -> Json.text(param, "value"))
        .findFirst()
        .orElse("");
  }
}
