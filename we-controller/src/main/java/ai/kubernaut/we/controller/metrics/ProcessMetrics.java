package ai.kubernaut.we.controller.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** This replica: whether it leads, what it holds, what it runs with. */
public final class ProcessMetrics {

  private final Gauge leader;
  private final Gauge locks;
  private final Counter eventsDropped;
  private final Gauge build;
  private final Gauge configurationValid;
  private final Gauge pendingRestart;

  public ProcessMetrics(CollectorRegistry registry) {
    leader = gauge("leader", "1 if this replica leads, else 0.").register(registry);
    locks = gauge("locks_held", "Targets that are locked, as last seen.").register(registry);
    eventsDropped =
        Counter.build("workflowexecution_events_dropped_total", "Events that were never sent.")
            .register(registry);
    build = gauge("build_info", "1, by version.").labelNames("version").register(registry);
    configurationValid =
        gauge("configuration_valid", "1 if the configuration file, as last read, can be used.")
            .register(registry);
    pendingRestart =
        gauge("configuration_pending_restart", "Keys changed in the file that need a restart.")
            .register(registry);
    configuration(0);
  }

  private static Gauge.Builder gauge(String name, String help) {
    return Gauge.build("workflowexecution_" + name, help);
  }

  public void version(String version) {
    build.labels(version).set(1);
  }

  public void leads(BooleanSupplier leads) {
    leader.setChild(Read.gauge(() -> leads.getAsBoolean() ? 1 : 0));
  }

  public void locks(IntSupplier held) {
    locks.setChild(Read.gauge(held::getAsInt));
  }

  public void eventsDropped(LongSupplier dropped) {
    eventsDropped.setChild(Read.counter(dropped::getAsLong));
  }

  /** The configuration file can be used, but so many keys of it wait for a restart. */
  public void configuration(int pending) {
    configurationValid.set(1);
    pendingRestart.set(pending);
  }

  /** The configuration file, as last read, cannot be used. */
  public void configurationUnusable() {
    configurationValid.set(0);
  }
}
