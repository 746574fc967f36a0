package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
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
        leaderElection: false
      audit:
        sink: none
      """;

  private final Controller controller;
  private final HttpClient http = HttpClient.newHttpClient();

  private LocalController(Controller controller) {
    this.controller = controller;
  }

  static LocalController start(Cluster cluster, String cooldown)
      throws IOException, InvalidConfiguration {
    Configuration configuration = Configuration.parse("test", CONFIGURATION.formatted(cooldown));
    Controller controller = Controller.create(cluster.connection(), configuration, "local");
    controller.start();
    return new LocalController(controller);
  }

  /** The value of a metric without labels. */
  long metric(String name) throws IOException, InterruptedException {
    InetSocketAddress address = controller.metricsAddress();
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/metrics");
    String text =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    controller.close();
  }
}
