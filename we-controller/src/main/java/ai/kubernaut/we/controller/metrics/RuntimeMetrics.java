package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.controller.runtime.CacheObserver;
import ai.kubernaut.we.controller.runtime.QueueMetrics;
import ai.kubernaut.we.kubernetes.ApiMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;

/** The queue, the requests to the API server and the watches. */
public final class RuntimeMetrics {

  private final Gauge depth;
  private final Histogram waited;
  private final Histogram worked;
  private final Counter retries;
  private final Counter requests;
  private final Counter relists;
  private final Counter restarts;
  private final Counter poisoned;

  public RuntimeMetrics(CollectorRegistry registry) {
    depth =
        Gauge.build("workflowexecution_queue_depth", "Keys that wait to be reconciled.")
            .register(registry);
    waited =
        seconds("workflowexecution_queue_latency_seconds", "How long keys waited for a worker.")
            .register(registry);
    worked =
        seconds("workflowexecution_queue_work_duration_seconds", "How long one reconcile took.")
            .register(registry);
    retries =
        Counter.build("workflowexecution_queue_retries_total", "Reconciles that are tried again.")
            .register(registry);
    requests =
        Counter.build("workflowexecution_api_requests_total", "Requests to the API server.")
            .labelNames("verb", "kind", "code")
            .register(registry);
    relists =
        Counter.build("workflowexecution_watch_relists_total", "Lists taken after the first one.")
            .labelNames("kind")
            .register(registry);
    restarts =
        Counter.build("workflowexecution_watch_restarts_total", "Watches that were opened again.")
            .labelNames("kind")
            .register(registry);
    poisoned =
        Counter.build(
                "workflowexecution_poison_objects_total", "Objects that could not be understood.")
            .labelNames("kind")
            .register(registry);
  }

  private static Histogram.Builder seconds(String name, String help) {
    return Histogram.build(name, help).buckets(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60);
  }

  public QueueMetrics queue() {
    return new QueueMetrics() {
      @Override
      public void depth(int keys) {
        depth.set(keys);
      }

      @Override
      public void waited(Duration time) {
        waited.observe(time.toNanos() / 1e9);
      }

      @Override
      public void worked(Duration time) {
        worked.observe(time.toNanos() / 1e9);
      }

      @Override
      public void retried() {
        retries.inc();
      }
    };
  }

  /** Counts requests; code 0 stands for no answer. */
  public ApiMetrics requests() {
    return (verb, type, code, took) -> requests.labels(verb, type, Integer.toString(code)).inc();
  }

  public CacheObserver cache(String kind) {
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
    };
  }
}
