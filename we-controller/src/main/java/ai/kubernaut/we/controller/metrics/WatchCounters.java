package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.controller.runtime.CacheObserver;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How the watches get on, by the kind that they follow. */
final class WatchCounters {

  private final Counter relists;
  private final Counter restarts;
  private final Counter poisoned;
  private final Counter listenerFailures;
  private final Gauge lastContact;

  WatchCounters(CollectorRegistry registry) {
    relists = counter("watch_relists", "Lists taken after the first one.", registry);
    restarts = counter("watch_restarts", "Watches that were opened again.", registry);
    poisoned = counter("poison_objects", "Objects that could not be understood.", registry);
    listenerFailures =
        counter("watch_listener_failures", "Changes that a listener has failed at.", registry);
    lastContact =
        Gauge.build(
                "workflowexecution_watch_last_contact_timestamp_seconds",
                "When the API server last answered or sent something, 0 if never.")
            .labelNames("kind")
            .register(registry);
  }

  private static Counter counter(String name, String help, CollectorRegistry registry) {
    return Counter.build("workflowexecution_" + name + "_total", help)
        .labelNames("kind")
        .register(registry);
  }

  /** Every series begins at zero: an increase from nothing would be none. */
  CacheObserver of(String kind) {
    Stream.of(relists, restarts, poisoned, listenerFailures).forEach(c -> c.labels(kind));
    return new CacheObserver() {
      @Override
      public void relisted() {
        relists.labels(kind).inc();
      }

      @Override
      public void watchRestarted() {
        restarts.labels(kind).inc();
      }

      @Override
      public void poisoned(String namespace, String name, RuntimeException why) {
        poisoned.labels(kind).inc();
      }

      @Override
      public void listenerFailed(RuntimeException why) {
        listenerFailures.labels(kind).inc();
      }
    };
  }

  void lastContact(String kind, Supplier<Optional<Instant>> at) {
    lastContact.setChild(
        Read.gauge(() -> at.get().map(time -> time.toEpochMilli() / 1000.0).orElse(0.0)), kind);
  }
}
