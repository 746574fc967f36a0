package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.controller.runtime.CacheObserver;
import ai.kubernaut.we.controller.runtime.QueueMetrics;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.kubernetes.ApiMetrics;
import io.prometheus.client.CollectorRegistry;

/** The queue, the requests to the API server and the watches. */
public final class RuntimeMetrics {

  private final QueueCounters queue;
  private final RequestCounters requests;
  private final WatchCounters watches;

  public RuntimeMetrics(CollectorRegistry registry) {
    queue = new QueueCounters(registry);
    requests = new RequestCounters(registry);
    watches = new WatchCounters(registry);
  }

  public QueueMetrics queue() {
    return queue;
  }

  public ApiMetrics requests() {
    return requests;
  }

  /** Counts what a cache goes through. */
  public CacheObserver cache(String kind) {
    return watches.of(kind);
  }

  /** Shows when the API server was last heard by a cache. */
  public void contact(WatchCache<?> cache) {
    watches.lastContact(cache.selection().type().plural(), cache::lastContact);
  }
}
