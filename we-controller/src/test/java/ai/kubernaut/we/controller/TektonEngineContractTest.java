package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.value;

import ai.kubernaut.we.executor.tekton.LeanPipelineRun;
import ai.kubernaut.we.executor.tekton.TektonAdapter;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.engine.ExecutionEngineContract;
import ai.kubernaut.we.testkit.engine.Stage;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** PipelineRuns keep the contract of engines. */
class TektonEngineContractTest extends ExecutionEngineContract {

  @Override
  protected Stage stage() {
    return new PipelineRuns();
  }

  private static final class PipelineRuns extends EmbeddedStage<LeanPipelineRun> {

    private static final ResourceType DEFINITIONS =
        new ResourceType(
            "apiextensions.k8s.io",
            "v1",
            "customresourcedefinitions",
            "CustomResourceDefinition",
            false);

    private final List<JsonObject> taken = new ArrayList<>();

    PipelineRuns() {
      super(new TektonAdapter());
    }

    @Override
    JsonObject foreign(String name) {
      return manifest(
          """
          {"apiVersion":"tekton.dev/v1","kind":"PipelineRun",
           "metadata":{"name":"NAME","labels":{"tekton.dev/pipeline":"NAME"}},
           "spec":{"status":"PipelineRunPending","pipelineRef":{"name":"of-somebody-else"}}}
          """,
          name);
    }

    @Override
    public void uninstall() {
      for (String plural : List.of("pipelineruns", "taskruns")) {
        ResourceRef definition = DEFINITIONS.named("", plural + ".tekton.dev");
        JsonObject found = value(hand().get(definition));
        String uid = Json.string(found, "metadata", "uid").orElseThrow();
        value(hand().delete(definition, Deletion.background(uid)));
        await(() -> hand().get(definition).toOptional().isEmpty());
        taken.add(found);
      }
    }

    @Override
    public void install() {
      for (JsonObject definition : taken) {
        JsonObject metadata = new JsonObject();
        metadata.add("name", definition.getAsJsonObject("metadata").get("name"));
        definition.add("metadata", metadata);
        definition.remove("status");
        value(hand().create(DEFINITIONS, "", definition));
      }
    }
  }
}
