package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.validation.SpecValidation;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.resource.MalformedResource;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Finds what keeps a manifest from being taken by a server, or from being run by us. */
final class ManifestCheck {

  private static final String UNNAMED = "(unnamed)";

  private final Settings settings;

  ManifestCheck(Settings settings) {
    this.settings = settings;
  }

  /** What to call it in a complaint. */
  static String name(JsonObject manifest) {
    return Json.string(manifest, "metadata", "name")
        .or(() -> Json.string(manifest, "metadata", "generateName").map(prefix -> prefix + "*"))
        .orElse(UNNAMED);
  }

  /** Every problem, each with its field and the remedy. */
  List<String> problems(JsonObject manifest) {
    String kind = Json.string(manifest, "kind").orElse("");
    String apiVersion = Json.string(manifest, "apiVersion").orElse("");
    if (!kind.equals(WorkflowExecution.KIND) || !apiVersion.equals(WorkflowExecution.API_VERSION)) {
      return List.of(
          "apiVersion, kind: found \"%s\", \"%s\"; write %s, %s"
              .formatted(apiVersion, kind, WorkflowExecution.API_VERSION, WorkflowExecution.KIND));
    }
    List<SchemaCheck.Finding> findings = SchemaCheck.of(manifest);
    List<String> problems = new ArrayList<>();
    findings.forEach(finding -> problems.add(finding.toString()));
    try {
      WorkflowExecution execution = WorkflowExecutionCodec.read(named(manifest));
      if (execution.spec().isEmpty()) {
        problems.add("spec: it is missing; say what to run and against which target");
      }
      execution
          .spec()
          .ifPresent(
              spec ->
                  SpecValidation.check(spec, settings.clusterId())
                      .forEach(p -> problems.add(p.toString())));
      Planner.forbidden(execution, settings).ifPresent(r -> problems.add(r.toString()));
    } catch (MalformedResource malformed) {
      if (findings.stream().noneMatch(finding -> finding.path().equals(malformed.path()))) {
        problems.add(String.valueOf(malformed.getMessage()));
      }
    }
    return problems;
  }

  /** A server makes a name from {@code generateName}; here any will do. */
  private static JsonObject named(JsonObject manifest) {
    if (Json.string(manifest, "metadata", "generateName").isEmpty()
        || Json.at(manifest, "metadata", "name").isPresent()) {
      return manifest;
    }
    JsonObject named = manifest.deepCopy();
    named.getAsJsonObject("metadata").addProperty("name", name(manifest));
    return named;
  }
}
