package ai.kubernaut.we.controller.metrics;

import ai.kubernaut.we.kubernetes.ApiMetrics;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;

/** Requests to the API server; code 0 stands for no answer. */
final class RequestCounters implements ApiMetrics {

  private final Counter requests;
  private final Histogram took;

  RequestCounters(CollectorRegistry registry) {
    requests =
        Counter.build("workflowexecution_api_requests_total", "Requests to the API server.")
            .labelNames("verb", "kind", "code")
            .register(registry);
    took =
        Seconds.histogram(
                "workflowexecution_api_request_duration_seconds",
                "How long the API server took to begin its answer.")
            .labelNames("verb", "kind")
            .register(registry);
  }

  @Override
  public void answered(String verb, String type, int code, Duration time) {
    requests.labels(verb, type, Integer.toString(code)).inc();
    took.labels(verb, type).observe(Seconds.of(time));
  }
}
