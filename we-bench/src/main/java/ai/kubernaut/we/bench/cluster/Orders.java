package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Creates executions, each on a target of its own. */
final class Orders {

  private static final int CREATORS = 8;

  private final KubernetesApi api;

  Orders(KubernetesApi api) {
    this.api = api;
  }

  void create(String name) {
    JsonObject unused = Place.value(api.create(Place.EXECUTIONS, Place.NAMESPACE, manifest(name)));
  }

  /** Creates an execution that has ended, and of which nothing is left to do. */
  void createEnded(String name, JsonObject status) {
    create(name);
    JsonObject patch = new JsonObject();
    patch.add("status", status);
    JsonObject unused =
        Place.value(api.patchStatus(Place.EXECUTIONS.named(Place.NAMESPACE, name), patch));
  }

  /** Takes an execution away, whatever still holds it. */
  void remove(JsonObject execution) {
    ResourceRef ref =
        Place.EXECUTIONS.named(
            Place.NAMESPACE, Json.string(execution, "metadata", "name").orElseThrow());
    String uid = Json.string(execution, "metadata", "uid").orElseThrow();
    JsonObject let = Json.parse("{\"metadata\":{\"finalizers\":null}}").orElseThrow();
    JsonObject unused = Place.value(api.mergePatch(ref, let));
    JsonObject ignored = Place.value(api.delete(ref, Deletion.background(uid)));
  }

  static JsonObject manifest(String name) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %s, namespace: %s}
        spec:
          targetResource: %s/Deployment/%s
          remediationRequestRef: {name: rr-%s}
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
          parameters: {GRACE_PERIOD: 30s}
        """
            .formatted(name, Place.NAMESPACE, Place.NAMESPACE, name, name);
    return YamlJson.documents(yaml).get(0).getAsJsonObject();
  }

  /** Does something for each number below {@code count}, several at a time. */
  static void inParallel(int count, IntConsumer work) throws InterruptedException {
    inParallel(count, CREATORS, work);
  }

  static void inParallel(int count, int threads, IntConsumer work) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(n -> pool.submit(() -> work.accept(n)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
