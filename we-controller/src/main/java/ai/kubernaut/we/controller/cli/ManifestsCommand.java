package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
final class ManifestsCommand implements Callable<Integer> {

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

  @Option(
      names = "--webhook",
      description = "Print the registration of the admission webhook for clearances as well.")
  private boolean webhook;

  @Option(
      names = "--webhook-ca",
      paramLabel = "FILE",
      description =
          "What the webhook's certificate is signed with, PEM; without it cert-manager fills it in.")
  private Optional<Path> webhookCa = Optional.empty();

  @Override
  public Integer call() throws IOException {
    check("--namespace", namespace);
    check("--execution-namespace", executionNamespace);
    String manifests = Manifests.all(namespace, executionNamespace);
    spec.commandLine().getOut().print(webhook ? manifests + webhook() : manifests);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String webhook() throws IOException {
    return Manifests.webhook(
        namespace,
        webhookCa.isPresent() ? Optional.of(Inputs.text(webhookCa.get())) : Optional.empty());
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
