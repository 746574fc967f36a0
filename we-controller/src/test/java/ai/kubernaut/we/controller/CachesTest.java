package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.controller.metrics.Metrics;
import ai.kubernaut.we.controller.metrics.RuntimeMetrics;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.executor.tekton.TektonAdapter;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.Selection;
import io.kubernetes.client.openapi.ApiClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is watched, and so held in memory. */
class CachesTest {

  private static final String NAMESPACE = "flows";

  private final KubernetesApi api = KubernetesApi.builder(new ApiClient()).build();
  private final RuntimeMetrics metrics = Metrics.create().runtime();

  @Test
  void allButExecutionsAreOursAndInTheExecutionNamespace() {
    Caches caches = Caches.of(api, NAMESPACE, metrics, Time.system());
    List<Selection> narrow =
        Stream.of(caches.locks(), caches.pods(), jobs(), pipelineRuns(), taskRuns())
            .map(WatchCache::selection)
            .toList();

    assertThat(narrow)
        .allSatisfy(
            selection -> {
              assertThat(selection.namespace()).isEqualTo(NAMESPACE);
              assertThat(selection.labelSelector())
                  .isEqualTo("kubernaut.ai/workflow-execution-uid");
            });
    assertThat(caches.executions().selection().namespace()).isEmpty();
  }

  private WatchCache<?> jobs() {
    return Caches.children(api, new JobAdapter(), NAMESPACE, metrics, Time.system());
  }

  private WatchCache<?> pipelineRuns() {
    return Caches.children(api, new TektonAdapter(), NAMESPACE, metrics, Time.system());
  }

  private WatchCache<?> taskRuns() {
    return Optional.of(new TektonAdapter())
        .flatMap(TektonAdapter::parts)
        .map(type -> Caches.parts(api, type, NAMESPACE, metrics, Time.system()))
        .orElseThrow();
  }
}
