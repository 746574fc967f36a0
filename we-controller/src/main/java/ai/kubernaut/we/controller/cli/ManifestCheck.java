package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.validation.SpecValidation;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.resource.MalformedResource;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what keeps a manifest from being taken by a server, or from being run by us. */
final class ManifestCheck {

  private static final String UNNAMED = "(unnamed)";

  private final Optional<String> clusterId;

  ManifestCheck(Optional<String> clusterId) {
    this.clusterId = clusterId;
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
      Optional<WorkflowExecutionSpec> spec = WorkflowExecutionCodec.read(named(manifest)).spec();
      if (spec.isEmpty()) {
        problems.add("spec: it is missing; say what to run and against which target");
      }
      spec.ifPresent(
          s -> SpecValidation.check(s, clusterId).forEach(p -> problems.add(p.toString())));
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
