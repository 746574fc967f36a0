package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.kubernetes.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

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

  /** The same by other clocks. */
  static LocalController elected(Cluster cluster, String cooldown, Time time)
      throws IOException, InvalidConfiguration {
    return started(cluster.controllerConnection(), CONFIGURATION.formatted(cooldown, true), time);
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

  /** One by other clocks, at the pace of the defaults. */
  static LocalController at(Cluster cluster, Time time) throws IOException, InvalidConfiguration {
    String yaml =
        CONFIGURATION
            .formatted("5m", false)
            .replace("progressInterval: 1s", "progressInterval: 10s");
    return started(cluster.controllerConnection(), yaml, time);
  }

  /** One with a configuration of its own. */
  static LocalController parsed(Cluster cluster, String yaml)
      throws IOException, InvalidConfiguration {
    return started(cluster.controllerConnection(), yaml);
  }

  /** One that reaches its cluster by another way. */
  static LocalController through(Connection connection, Time time)
      throws IOException, InvalidConfiguration {
    return started(connection, CONFIGURATION.formatted("1s", false), time);
  }

  private static LocalController started(Connection connection, String yaml)
      throws IOException, InvalidConfiguration {
    return started(connection, yaml, Time.system());
  }

  private static LocalController started(Connection connection, String yaml, Time time)
      throws IOException, InvalidConfiguration {
    Configuration configuration = Configuration.parse("test", yaml);
    Controller controller = Controller.create(connection, configuration, "local", time);
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

  /** What a probe says: nothing while all is well. */
  String probe(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + controller.healthAddress().getPort() + path);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200 ? "" : answer.body();
  }

  @Override
  public void close() {
    controller.close();
  }
}
