package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.core.policy.ExecutionPolicy;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks manifests of executions as the server and the controller would, without a cluster. */
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
    Configuration configuration = Inputs.configuration(config);
    ManifestCheck check =
        new ManifestCheck(
            config.isPresent()
                ? configuration.settings()
                : configuration.settings().withPolicy(ExecutionPolicy.NONE));
    boolean valid = true;
    for (Path file : files) {
      valid &= isValid(file, check);
    }
    spec.commandLine().getOut().flush();
    return valid ? 0 : 1;
  }

  private boolean isValid(Path file, ManifestCheck check) {
    try {
      boolean valid = true;
      for (JsonObject manifest : ManifestFile.read(file, "WorkflowExecution")) {
        valid &= isValid(file + ": " + ManifestCheck.name(manifest), check.problems(manifest));
      }
      return valid;
    } catch (IOException unreadable) {
      say(Complaint.of(unreadable));
      return false;
    }
  }

  private boolean isValid(String name, List<String> problems) {
    if (problems.isEmpty()) {
      say(name + ": valid");
    }
    problems.forEach(problem -> say(name + ": " + problem));
    return problems.isEmpty();
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }
}
