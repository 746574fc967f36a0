package ai.kubernaut.we.controller.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with the workflow catalog. */
@Command(
    name = "workflows",
    description = "Work with the workflow catalog of Data Storage.",
    subcommands = RegisterCommand.class)
final class WorkflowsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command: register");
  }
}
