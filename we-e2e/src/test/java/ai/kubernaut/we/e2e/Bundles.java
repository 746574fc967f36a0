package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.tekton.Bundle;
import ai.kubernaut.we.testkit.tekton.BundleScript;
import com.google.gson.JsonObject;

/** Pipelines with more than one task. The parameter OUTCOME stands for that of an execution. */
final class Bundles {

  /** A task of a kind that somebody else's controller works on: a person has to agree. */
  static final String APPROVAL =
      """
      tasks:
      - name: approve
        taskRef: {apiVersion: approval.example.com/v1, kind: Approval, name: owner}
      """;

  private static final String OUTCOME = "$(params.OUTCOME)";

  private Bundles() {}

  static BundleScript of(String pipeline) {
    JsonObject spec = YamlJson.documents(pipeline).get(0).getAsJsonObject();
    return run -> new Bundle.Found(spec);
  }

  /** This pipeline for executions that ask for that outcome, and one task for all others. */
  static BundleScript of(String pipeline, String outcome) {
    BundleScript chosen = of(pipeline);
    BundleScript others = BundleScript.oneTask();
    return run -> (run.toString().contains(outcome) ? chosen : others).resolve(run);
  }

  /**
   * A task that is tried twice, one after it, and one that comes at the end whatever happens.
   *
   * @param build what becomes of the pods of the first
   */
  static BundleScript buildTestCleanUp(String build) {
    return of(
        """
        tasks:
        %s  retries: 1
        %s  runAfter: [build]
        finally:
        %s"""
            .formatted(task("build", build), task("test", "succeed"), task("cleanup", OUTCOME)));
  }

  private static String task(String name, String outcome) {
    return """
    - name: %s
      taskSpec:
        steps:
        - {name: run, image: i, env: [{name: OUTCOME, value: %s}]}
    """
        .formatted(name, outcome);
  }
}
