package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.Explanations;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the controller would make of what was captured, without a cluster. */
@Command(
    name = "explain",
    description = {
      "Say what the controller would make of captured objects, or of an answer of the API server.",
      "  explain -f job.yaml -f pods.yaml -f events.yaml",
      "  explain -f pipelinerun.yaml -f taskruns.yaml -f pods.yaml -f events.yaml",
      "  (and -f customruns.yaml where the pipeline has custom tasks)",
      "  explain --api-error status.json --http-code 403 --headers headers.txt",
      "Prints JSON: phase and failureDetails, or class, reason and message."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "YAML or JSON; several documents and lists are fine, and may be empty. May be repeated.")
  private List<Path> files = List.of();

  @Option(
      names = "--api-error",
      paramLabel = "FILE",
      description = "The body of an answer to the creation of a child; it need not be JSON.")
  private Optional<Path> apiError = Optional.empty();

  @Option(
      names = "--http-code",
      paramLabel = "CODE",
      description = "The HTTP status of that answer; 0 where none came.")
  private Optional<Integer> httpCode = Optional.empty();

  @Option(
      names = "--headers",
      paramLabel = "FILE",
      description = "The headers of that answer, one on a line.")
  private Optional<Path> headers = Optional.empty();

  @Override
  public Integer call() throws IOException {
    JsonObject answer = apiError.isPresent() ? ofAnswer(apiError.get()) : ofObjects();
    spec.commandLine().getOut().println(JSON.toJson(answer));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private JsonObject ofObjects() throws IOException {
    if (files.isEmpty() || httpCode.isPresent() || headers.isPresent()) {
      throw usage("give files with -f, or an answer with --api-error and --http-code");
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Path file : files) {
      objects.addAll(CapturedFile.read(file));
    }
    return Explanations.ofObjects(objects);
  }

  private JsonObject ofAnswer(Path body) throws IOException {
    if (!files.isEmpty()) {
      throw usage("give files with -f, or an answer with --api-error, and not both");
    }
    if (httpCode.isEmpty()) {
      throw usage("--http-code is missing: the HTTP status of the answer, 0 where none came");
    }
    return Explanations.ofAnswer(httpCode.get(), Inputs.text(body), retryAfter());
  }

  private String retryAfter() throws IOException {
    return headers.isPresent() ? Headers.value(Inputs.text(headers.get()), "Retry-After") : "";
  }

  private CommandLine.ParameterException usage(String problem) {
    return new CommandLine.ParameterException(spec.commandLine(), problem);
  }
}
