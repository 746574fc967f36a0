package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.Manifests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a cluster needs before the controller can run. */
@Command(
    name = "manifests",
    description = "Print the CRD, the namespaces and the RBAC rules, for kubectl apply -f -.")
final class ManifestsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      defaultValue = "kubernaut-system",
      description = "Where the controller runs (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = "--execution-namespace",
      paramLabel = "NAME",
      defaultValue = "kubernaut-workflows",
      description = "Where workflows run (default: ${DEFAULT-VALUE}).")
  private String executionNamespace = "";

  @Override
  public void run() {
    spec.commandLine().getOut().print(Manifests.all(namespace, executionNamespace));
    spec.commandLine().getOut().flush();
  }
}
