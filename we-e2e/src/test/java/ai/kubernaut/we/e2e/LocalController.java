package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import ai.kubernaut.we.kubernetes.Connection;
import java.io.IOException;

/** The only controller of a cluster, in the process of the test. */
final class LocalController implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      execution:
        cooldownPeriod: %s
        progressInterval: 1s
        stopGracePeriod: 1s
      controller:
        metricsAddr: 127.0.0.1:0
        healthProbeAddr: 127.0.0.1:0
        leaderElection: %s
        leaderElectionNamespace: kubernaut-system
      audit:
        sink: none
      """;

  private final Controller controller;

  private LocalController(Controller controller) {
    this.controller = controller;
  }

  static LocalController start(Cluster cluster, String cooldown)
      throws IOException, InvalidConfiguration {
    return parsed(cluster, CONFIGURATION.formatted(cooldown, false));
  }

  /**
   * One with a policy.
   *
   * @param policy that section, in braces
   */
  static LocalController withPolicy(Cluster cluster, String policy)
      throws IOException, InvalidConfiguration {
    return parsed(cluster, CONFIGURATION.formatted("1s", false) + "policy: " + policy + "\n");
  }

  /** One that an administrator runs at a desk, with all rights. */
  static LocalController atADesk(Cluster cluster, String cooldown)
      throws IOException, InvalidConfiguration {
    return started(cluster.connection(), CONFIGURATION.formatted(cooldown, true));
  }

  /** One that would leave the work to another, if there were one. */
  static LocalController elected(Cluster cluster, String cooldown)
      throws IOException, InvalidConfiguration {
    return parsed(cluster, CONFIGURATION.formatted(cooldown, true));
  }

  /** One that would run workflows in another namespace. */
  static LocalController moved(Cluster cluster) throws IOException, InvalidConfiguration {
    return parsed(
        cluster,
        CONFIGURATION
            .formatted("1s", true)
            .replace(
                "execution:", "execution:\n  namespace: " + Cluster.OTHER_EXECUTION_NAMESPACE));
  }

  /** One with a configuration of its own. */
  static LocalController parsed(Cluster cluster, String yaml)
      throws IOException, InvalidConfiguration {
    return started(cluster.controllerConnection(), yaml);
  }

  private static LocalController started(Connection connection, String yaml)
      throws IOException, InvalidConfiguration {
    Configuration configuration = Configuration.parse("test", yaml);
    Controller controller = Controller.create(connection, configuration, "local");
    controller.start();
    return new LocalController(controller);
  }

  /** The value of a metric without labels. */
  long metric(String name) throws IOException, InterruptedException {
    return (long) scrape().sum(name);
  }

  Scrape scrape() throws IOException, InterruptedException {
    return Scrape.of(controller.metricsAddress().getPort());
  }

  @Override
  public void close() {
    controller.close();
  }
}
