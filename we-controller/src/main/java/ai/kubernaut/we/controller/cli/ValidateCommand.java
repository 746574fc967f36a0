package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.core.validation.SpecValidation;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.resource.MalformedResource;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks manifests of executions as the controller would, without a cluster. */
@Command(
    name = "validate",
    description = {
      "Check WorkflowExecution manifests without a cluster.",
      "Exits 0 if every one can run, 1 if not; each problem names its field and the remedy."
    })
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "YAML or JSON; several documents and lists are fine. May be repeated.")
  private List<Path> files = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The controller's configuration, for what depends on it.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Configuration configuration =
        config.isPresent() ? Configuration.load(config.get()) : Configuration.defaults();
    int invalid = 0;
    for (Path file : files) {
      List<JsonObject> documents = documents(file);
      if (documents.isEmpty()) {
        say(file + ": it holds no object; write at least one WorkflowExecution");
        invalid++;
      }
      for (JsonObject document : documents) {
        invalid += report(file, document, configuration) ? 0 : 1;
      }
    }
    return invalid == 0 ? 0 : 1;
  }

  private static List<JsonObject> documents(Path file) throws Exception {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonElement document : YamlJson.documents(Files.readString(file))) {
      if (!document.isJsonObject()) {
        throw new IllegalArgumentException(file + ": a document that is not an object");
      }
      JsonObject object = document.getAsJsonObject();
      if (object.has("items")) {
        objects.addAll(Json.objects(object, "items"));
      } else {
        objects.add(object);
      }
    }
    return objects;
  }

  private boolean report(Path file, JsonObject document, Configuration configuration) {
    String name = file + ": " + Json.string(document, "metadata", "name").orElse("(unnamed)");
    List<String> problems = problems(document, configuration);
    if (problems.isEmpty()) {
      say(name + ": valid");
    }
    problems.forEach(problem -> say(name + ": " + problem));
    return problems.isEmpty();
  }

  private static List<String> problems(JsonObject document, Configuration configuration) {
    String kind = Json.string(document, "kind").orElse("");
    String apiVersion = Json.string(document, "apiVersion").orElse("");
    if (!kind.equals(WorkflowExecution.KIND) || !apiVersion.equals(WorkflowExecution.API_VERSION)) {
      return List.of(
          "apiVersion, kind: found \"%s\", \"%s\"; write %s, %s"
              .formatted(apiVersion, kind, WorkflowExecution.API_VERSION, WorkflowExecution.KIND));
    }
    try {
      return WorkflowExecutionCodec.read(document)
          .spec()
          .map(
              s ->
                  SpecValidation.check(s, configuration.settings().clusterId()).stream()
                      .map(Object::toString)
                      .toList())
          .orElseGet(
              () -> List.of("spec: it is missing; say what to run and against which target"));
    } catch (MalformedResource malformed) {
      return List.of(String.valueOf(malformed.getMessage()));
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
