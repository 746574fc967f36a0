package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.controller.runtime.QueueMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.time.Duration;

/** How the work queue and its workers get on. */
final class QueueCounters implements QueueMetrics {

  private final Gauge depth;
  private final Histogram waited;
  private final Histogram worked;
  private final Counter retries;

  QueueCounters(CollectorRegistry registry) {
    depth =
        Gauge.build("workflowexecution_queue_depth", "Keys that wait to be reconciled.")
            .register(registry);
    waited =
        Seconds.histogram(
                "workflowexecution_queue_latency_seconds", "How long keys waited for a worker.")
            .register(registry);
    worked =
        Seconds.histogram(
                "workflowexecution_queue_work_duration_seconds", "How long one reconcile took.")
            .register(registry);
    retries =
        Counter.build("workflowexecution_queue_retries_total", "Reconciles that are tried again.")
            .register(registry);
  }

  @Override
  public void depth(int keys) {
    depth.set(keys);
  }

  @Override
  public void waited(Duration time) {
    waited.observe(Seconds.of(time));
  }

  @Override
  public void worked(Duration time) {
    worked.observe(Seconds.of(time));
  }

  @Override
  public void retried() {
    retries.inc();
  }
}
