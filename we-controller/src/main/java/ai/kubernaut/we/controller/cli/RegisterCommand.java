package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.DataStorageAccess;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.datastorage.Attempts;
import ai.kubernaut.we.datastorage.DataStorage;
import ai.kubernaut.we.datastorage.WorkflowRegistration;
import ai.kubernaut.we.datastorage.WorkflowRegistration.Registered;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Registers workflows, and makes sure that what is registered is what the file says. */
@Command(
    name = "register",
    description = {
      "Register workflows in the catalog of Data Storage.",
      "The SHA-256 of the answer has to be that of the file. What is registered with the same"
          + " content already is fine. Exits 0 if all are registered, 1 if not."
    })
final class RegisterCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "A RemediationWorkflow in YAML, sent as it is. May be repeated.")
  private List<Path> files = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The controller's configuration, for its section datastorage.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The Data Storage service; instead of datastorage.url.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A bearer token; instead of datastorage.tokenFile.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Certificates to trust, PEM; instead of datastorage.caFile.")
  private Optional<Path> caFile = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      defaultValue = "api",
      description = "Where the registration comes from (default: ${DEFAULT-VALUE}).")
  private String source = "";

  @Option(
      names = "--registered-by",
      paramLabel = "NAME",
      description = "Who registers; without it the user of this process.")
  private Optional<String> registeredBy = Optional.empty();

  @Override
  public Integer call() throws Exception {
    try (DataStorage service = DataStorageAccess.open(service())) {
      WorkflowRegistration registration = new WorkflowRegistration(service, Attempts.DEFAULTS);
      boolean fine = true;
      for (Path file : files) {
        fine &= register(file, registration);
      }
      spec.commandLine().getOut().flush();
      return fine ? 0 : 1;
    }
  }

  private Configuration.DataStorage service() throws Exception {
    Configuration.DataStorage configured = Inputs.configuration(config).datastorage();
    Optional<String> address = url.or(configured::url);
    if (address.filter(text -> text.matches("https?://.+")).isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          address
              .map("--url: \"%s\" is no http or https URL"::formatted)
              .orElse("name the Data Storage service: --url, or --config with datastorage.url"));
    }
    Duration timeout = configured.timeout();
    return new Configuration.DataStorage(
        address, timeout, tokenFile.or(configured::tokenFile), caFile.or(configured::caFile));
  }

  private boolean register(Path file, WorkflowRegistration registration) {
    try {
      String content = Inputs.text(file);
      Registered workflow = registration.register(content, name(content), source, user());
      say("%s: %s".formatted(file, describe(workflow)));
      return true;
    } catch (IOException failed) {
      spec.commandLine().getErr().println("error: %s: %s".formatted(file, Complaint.of(failed)));
      return false;
    }
  }

  private String user() {
    return registeredBy.orElseGet(() -> System.getProperty("user.name", ""));
  }

  /** What the file calls its workflow; what Data Storage thinks of the rest, it says itself. */
  private static Optional<String> name(String content) throws IOException {
    try {
      List<JsonElement> documents = YamlJson.documents(content);
      if (documents.size() != 1 || !documents.get(0).isJsonObject()) {
        throw new IOException("it has to hold one workflow, begun with apiVersion, kind, metadata");
      }
      return Json.string(documents.get(0).getAsJsonObject(), "metadata", "name");
    } catch (IllegalArgumentException malformed) {
      throw new IOException("not YAML: " + malformed.getMessage(), malformed);
    }
  }

  private static String describe(Registered workflow) {
    String what =
        List.of(workflow.workflowName(), workflow.version()).stream()
            .filter(text -> !text.isEmpty())
            .reduce((name, version) -> name + " " + version)
            .map(text -> " (" + text + ")")
            .orElse("");
    return switch (workflow.how()) {
          case NEW -> "registered as ";
          case ENABLED_AGAIN -> "enabled again as ";
          case BEFORE -> "was registered before, with the same content, as ";
        }
        + (workflow.workflowId().isEmpty() ? "?" : workflow.workflowId())
        + what;
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
  }
}
