package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.ConfigurationFile;
import ai.kubernaut.we.controller.config.Reload;
import ai.kubernaut.we.kubernetes.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the controller until it is told to stop. */
@Command(
    name = "run",
    description = {
      "Run the controller until SIGTERM or SIGINT.",
      "Without --kubeconfig it uses the service account of its pod."
    })
final class RunCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "How to reach the cluster.")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig to use instead of its current one.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration, in YAML; without it the defaults hold.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() throws Exception {
    Configuration configuration = Inputs.configuration(config);
    Logs.configure(configuration.logging());
    Connection connection =
        kubeconfig.isPresent()
            ? Connection.fromKubeconfig(kubeconfig.get(), context)
            : Connection.inCluster();
    try (Controller controller = Controller.create(connection, configuration, Version.of())) {
      Runtime.getRuntime().addShutdownHook(new Thread(controller::close, "shutdown"));
      controller.start();
      config.ifPresent(
          file -> ConfigurationFile.follow(file, configuration, LOOK_EVERY, on(controller)));
      controller.awaitEnd();
    }
    return 0;
  }

  private static ConfigurationFile.Listener on(Controller controller) {
    return new ConfigurationFile.Listener() {
      @Override
      public void reloaded(Reload reload) {
        Logs.configure(reload.inForce().logging());
        controller.reload(reload);
      }

      @Override
      public void unusable() {
        controller.configurationUnusable();
      }
    };
  }
}
