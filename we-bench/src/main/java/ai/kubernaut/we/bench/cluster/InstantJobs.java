package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchEvent;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Plays the Job controller of a cluster whose workflows take no time: it says of a held Job that it
 * is suspended, and of one that may run that it is complete. It has no pods.
 */
final class InstantJobs implements AutoCloseable {

  private final KubernetesApi api;
  private final ExecutorService workers = Executors.newFixedThreadPool(8);
  private final Map<String, Long> completed = new ConcurrentHashMap<>();
  private final Follower follower;

  InstantJobs(KubernetesApi api) throws InterruptedException {
    this.api = api;
    this.follower =
        Follower.of(
            api, ResourceType.JOBS.all().inNamespace(Place.EXECUTION_NAMESPACE), this::onEvent);
  }

  /** When a Job was made complete, in nanoseconds, by the name of its execution. */
  Map<String, Long> completed() {
    return completed;
  }

  private void onEvent(WatchEvent event) {
    JsonObject job = event.object();
    boolean known = !Json.objects(job, "status", "conditions").isEmpty();
    boolean held = Json.bool(job, "spec", "suspend").orElse(false);
    boolean done = Json.integer(job, "status", "succeeded").orElse(0) > 0;
    if (event.type() == WatchEvent.Type.DELETED || done) {
      return;
    }
    if (!held) {
      workers.execute(() -> complete(job));
    } else if (!known) {
      workers.execute(() -> suspend(job));
    }
  }

  private void suspend(JsonObject job) {
    status(job, "{\"status\":{\"conditions\":[%s]}}".formatted(condition("Suspended")));
  }

  private void complete(JsonObject job) {
    String now = now();
    boolean written =
        status(
            job,
            "{\"status\":{\"succeeded\":1,\"startTime\":\"%s\",\"completionTime\":\"%s\",\"conditions\":[%s,%s]}}"
                .formatted(now, now, condition("SuccessCriteriaMet"), condition("Complete")));
    if (written) {
      Json.string(job, "metadata", "annotations", "kubernaut.ai/workflow-execution")
          .ifPresent(execution -> completed.put(execution, System.nanoTime()));
    }
  }

  /** One that is gone or has been written by another event does not need it any more. */
  private boolean status(JsonObject job, String patch) {
    ResourceRef ref =
        ResourceType.JOBS.named(
            Place.EXECUTION_NAMESPACE, Json.string(job, "metadata", "name").orElseThrow());
    return api.patchStatus(ref, Json.parse(patch).orElseThrow()).toOptional().isPresent();
  }

  private static String condition(String type) {
    return ("{\"type\":\"%s\",\"status\":\"True\",\"reason\":\"Bench\",\"message\":\"\","
            + "\"lastProbeTime\":\"%s\",\"lastTransitionTime\":\"%s\"}")
        .formatted(type, now(), now());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    follower.close();
    workers.shutdownNow();
  }
}
