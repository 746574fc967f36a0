package ai.kubernaut.we.e2e;

import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.InvalidConfiguration;
import ai.kubernaut.we.e2e.wire.FaultyProxy;
import ai.kubernaut.we.e2e.wire.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One of several controllers of a cluster, in the process of the test, behind a faulty network. */
final class Replica implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      execution:
        cooldownPeriod: %s
        progressInterval: 1s
        stopGracePeriod: 1s
      controller:
        metricsAddr: 127.0.0.1:0
        healthProbeAddr: 127.0.0.1:0
        leaderElectionNamespace: kubernaut-system
        leaseDuration: 3s
        renewDeadline: 2s
        retryPeriod: 500ms
      audit:
        sink: file
        file: %s
      """;

  private final FaultyProxy proxy;
  private final Controller controller;
  private boolean crashed;

  private Replica(FaultyProxy proxy, Controller controller) {
    this.proxy = proxy;
    this.controller = controller;
  }

  static Replica start(
      Cluster cluster, Journal journal, String name, Duration cooldown, long seed, double share)
      throws IOException, InvalidConfiguration {
    FaultyProxy proxy =
        new FaultyProxy(name, cluster.controllerConnection().client(), journal, seed, share);
    return start(cluster, proxy, name, cooldown);
  }

  private static Replica start(Cluster cluster, FaultyProxy proxy, String name, Duration cooldown)
      throws IOException, InvalidConfiguration {
    Configuration configuration =
        Configuration.parse(
            "test", CONFIGURATION.formatted(cooldown.toMillis() + "ms", audit(cluster, name)));
    Controller controller =
        Controller.create(cluster.controllerConnectionThrough(proxy.url()), configuration, name);
    controller.start();
    return new Replica(proxy, controller);
  }

  static Path audit(Cluster cluster, String name) {
    return cluster.file("audit-" + name + ".jsonl");
  }

  FaultyProxy proxy() {
    return proxy;
  }

  int metricsPort() {
    return controller.metricsAddress().getPort();
  }

  /** Ends it as a crash does: nothing that it does from now on reaches the server. */
  synchronized void crash() {
    crashed = true;
    proxy.sever();
    Thread end = new Thread(controller::close, "crashed");
    end.setDaemon(true);
    end.start();
  }

  /** Lets it reach the server again, unless it has crashed. */
  synchronized void mend() {
    if (!crashed) {
      proxy.mend();
    }
  }

  @Override
  public void close() {
    controller.close();
    proxy.close();
  }
}
