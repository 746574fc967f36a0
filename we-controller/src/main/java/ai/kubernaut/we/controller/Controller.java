package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.config.Reload;
import ai.kubernaut.we.controller.http.StatusServer;
import ai.kubernaut.we.controller.runtime.Health;
import ai.kubernaut.we.controller.runtime.Shutdown;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.kubernetes.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running controller: starts its parts in order, and ends them in order. */
public final class Controller implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Controller.class);

  private final Configuration configuration;
  private final Parts parts;
  private final StatusServer metricsServer;
  private final StatusServer healthServer;
  private final Shutdown shutdown = new Shutdown();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Controller(
      Configuration configuration,
      Parts parts,
      StatusServer metricsServer,
      StatusServer healthServer) {
    this.configuration = configuration;
    this.parts = parts;
    this.metricsServer = metricsServer;
    this.healthServer = healthServer;
    serve();
    plan();
  }

  /**
   * A controller that listens for probes but does not work yet.
   *
   * @throws IOException if an address cannot be listened on, or a file of the configuration used
   */
  public static Controller create(
      Connection connection, Configuration configuration, String version) throws IOException {
    return create(connection, configuration, version, Time.system());
  }

  /**
   * The same by other clocks.
   *
   * @throws IOException if an address cannot be listened on, or a file of the configuration used
   */
  public static Controller create(
      Connection connection, Configuration configuration, String version, Time time)
      throws IOException {
    List<StatusServer> open = new ArrayList<>();
    try {
      open.add(StatusServer.listen(configuration.controller().metricsAddr()));
      open.add(StatusServer.listen(configuration.controller().healthProbeAddr()));
      Parts parts = Parts.assemble(connection, configuration, version, time);
      return new Controller(configuration, parts, open.get(0), open.get(1));
    } catch (IOException refused) {
      open.forEach(StatusServer::close);
      throw refused;
    }
  }

  /** Follows the cluster, and works once this process leads. */
  public void start() {
    log.info(
        "starting: executions in {}, metrics on port {}, probes on port {}",
        configuration.settings().executionNamespace(),
        metricsServer.port(),
        healthServer.port());
    parts.start();
  }

  /** Takes over what can change without a restart. */
  public void reload(Reload reload) {
    parts.apply(reload.inForce().settings());
    parts.processMetrics().configuration(reload.pending().size());
  }

  /** Shows that the configuration file cannot be used any more; what held holds on. */
  public void configurationUnusable() {
    parts.processMetrics().configurationUnusable();
  }

  /** Waits until the controller has ended. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Where metrics are served. */
  public InetSocketAddress metricsAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), metricsServer.port());
  }

  /** Where probes are served. */
  public InetSocketAddress healthAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), healthServer.port());
  }

  /** Ends orderly: not ready, work in hand finished, lease released, events and audit flushed. */
  @Override
  public void close() {
    try {
      shutdown.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void serve() {
    Health health = parts.health();
    metricsServer.serveMetrics(parts.registry());
    healthServer.serveProbe("/healthz", () -> lines(health.livenessProblems()));
    healthServer.serveProbe("/readyz", () -> lines(health.readinessProblems()));
  }

  private static List<String> lines(Map<String, String> problems) {
    return problems.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  /** The next leader need not wait for what is only told: nothing of that needs the lease. */
  private void plan() {
    Duration work = configuration.controller().shutdownTimeout();
    Duration flush = Duration.ofSeconds(5);
    shutdown
        .then("readiness", Duration.ofSeconds(1), parts.health()::ending)
        .then("work", work, () -> parts.stopWork(work))
        .then("lease", flush, () -> parts.releaseLease(flush))
        .then("events", flush, () -> parts.flushEvents(flush))
        .then("audit", flush.plusSeconds(2), () -> parts.closeAudit(flush))
        .then("watches", flush, parts::closeWatches)
        .then("metrics", flush, metricsServer::close)
        .then("probes", flush, healthServer::close);
  }
}
