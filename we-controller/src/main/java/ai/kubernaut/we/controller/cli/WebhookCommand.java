package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.webhook.WebhookServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the admission webhook until it is told to stop. */
@Command(
    name = "webhook",
    description = {
      "Run the admission webhook for clearances until SIGTERM or SIGINT.",
      "It needs no access to the cluster. Certificate and key are read again when they change."
    })
final class WebhookCommand implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(WebhookCommand.class);
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:]+\\]|[^:\\s]*):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      defaultValue = ":9443",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private String address = "";

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      required = true,
      description = "The certificate, in PEM, followed by those that it was signed with.")
  private Path certificate = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "Its private key, in PEM.")
  private Path key = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The controller's configuration, for how to log.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--address: \"%s\" is no address such as :9443".formatted(address));
    }
    Configuration configuration = Inputs.configuration(config);
    Logs.configure(configuration.logging());
    try (WebhookServer server =
        WebhookServer.listen(address, certificate, key, InstantSource.system())) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
      log.info("serving admission reviews on port {}", server.port());
      server.awaitEnd();
    }
    return 0;
  }
}
