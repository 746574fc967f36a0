package ai.kubernaut.we.e2e;

import ai.kubernaut.we.e2e.wire.FaultyProxy;
import ai.kubernaut.we.e2e.wire.Gate;
import ai.kubernaut.we.e2e.wire.Journal;
import java.nio.file.Path;

/**
 * The controller in a process of its own, behind a proxy that notes what it asks for and lets
 * through what a gate lets through.
 */
final class GuardedController implements AutoCloseable {

  private final FaultyProxy proxy;
  private final ControllerProcess process;

  private GuardedController(FaultyProxy proxy, ControllerProcess process) {
    this.proxy = proxy;
    this.process = process;
  }

  /** The only controller of a cluster. */
  static GuardedController start(Cluster cluster, Journal journal, Settings settings) {
    return start(cluster, journal, "controller", "controller", settings, Gate.OPEN);
  }

  /**
   * One of several.
   *
   * @param name how its leader identity begins
   * @param life distinguishes its files, and what it asks for, from those of its other lives
   */
  static GuardedController start(
      Cluster cluster, Journal journal, String name, String life, Settings settings, Gate gate) {
    FaultyProxy proxy =
        new FaultyProxy(life, cluster.controllerConnection().client(), journal, 0, 0);
    proxy.guard(gate);
    Path kubeconfig = cluster.kubeconfigThrough(proxy.url());
    return new GuardedController(
        proxy, ControllerProcess.life(cluster, name, life, kubeconfig, settings));
  }

  /** Ends it with SIGKILL; what it was asking for is not answered any more. */
  void kill() {
    process.kill();
    proxy.close();
  }

  String logged() {
    return process.logged();
  }

  long metric(String name) throws Exception {
    return process.metric(name);
  }

  @Override
  public void close() {
    process.close();
    proxy.close();
  }
}
