package ai.kubernaut.we.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of the jar. */
@Command(
    name = "we-controller",
    description = "Runs WorkflowExecutions on Kubernetes: each once, one per target.",
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      ManifestsCommand.class,
      WorkflowsCommand.class,
      WebhookCommand.class,
      BundleCommand.class,
      VersionCommand.class
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private Main(CommandSpec spec) {
    this.spec = spec;
  }

  /** Exits 0 on success, 1 where the work found something wrong, 2 on wrong usage. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main(CommandSpec.create()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::complain);
  }

  private static int complain(
      Exception broken, CommandLine commandLine, CommandLine.ParseResult result) {
    commandLine.getErr().println("error: " + Complaint.of(broken));
    return 1;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "name a command: run, validate, explain, manifests, bundle, workflows, webhook or version");
  }
}
