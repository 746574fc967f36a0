package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.Manifests;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what a cluster needs before the controller can run. */
@Command(
    name = "manifests",
    description = "Print the CRD, the namespaces and the RBAC rules, for kubectl apply -f -.")
final class ManifestsCommand implements Runnable {

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

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
    check("--namespace", namespace);
    check("--execution-namespace", executionNamespace);
    spec.commandLine().getOut().print(Manifests.all(namespace, executionNamespace));
    spec.commandLine().getOut().flush();
  }

  private void check(String option, String name) {
    if (!NAMESPACE.matcher(name).matches()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "%s: \"%s\" cannot be the name of a namespace; use lower-case letters, digits and '-'"
              .formatted(option, name));
    }
  }
}
