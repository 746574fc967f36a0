package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchEvent;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** When what happened to executions, as a watcher sees it, by their names, in nanoseconds. */
final class Lives implements AutoCloseable {

  private final Map<String, Long> children = new ConcurrentHashMap<>();
  private final Map<String, Long> ends = new ConcurrentHashMap<>();
  private final Map<String, Long> releases = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> jobs = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> leases = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> executions = new ConcurrentHashMap<>();
  private final KubernetesApi api;
  private final Follower[] followers;

  Lives(KubernetesApi api) throws InterruptedException {
    this.api = api;
    followers =
        new Follower[] {
          Follower.of(api, Place.EXECUTIONS.all().inNamespace(Place.NAMESPACE), this::onExecution),
          Follower.of(
              api, ResourceType.JOBS.all().inNamespace(Place.EXECUTION_NAMESPACE), this::onJob),
          Follower.of(
              api, ResourceType.LEASES.all().inNamespace(Place.EXECUTION_NAMESPACE), this::onLease)
        };
  }

  private void onExecution(WatchEvent event) {
    String name = Json.string(event.object(), "metadata", "name").orElse("");
    String phase = Json.string(event.object(), "status", "phase").orElse("");
    if (phase.equals("Failed")) {
      throw new IllegalStateException(name + " has failed: " + event.object());
    }
    if (phase.equals("Completed")) {
      executions.put(name, event.object());
      ends.putIfAbsent(name, System.nanoTime());
    }
  }

  private void onJob(WatchEvent event) {
    execution(event.object())
        .ifPresent(
            name -> {
              jobs.putIfAbsent(name, event.object());
              children.putIfAbsent(name, System.nanoTime());
            });
  }

  private void onLease(WatchEvent event) {
    execution(event.object())
        .ifPresent(
            name -> {
              leases.putIfAbsent(name, event.object());
              if (event.type() == WatchEvent.Type.DELETED) {
                releases.putIfAbsent(name, System.nanoTime());
              }
            });
  }

  private static Optional<String> execution(JsonObject object) {
    return Json.string(object, "metadata", "annotations", "kubernaut.ai/workflow-execution");
  }

  /** When its child was there. */
  long child(String name) {
    return children.get(name);
  }

  /** When its status said that it had ended. */
  long end(String name) {
    return ends.get(name);
  }

  /** Waits until so many locks were released since the start. */
  void awaitReleases(int count) throws InterruptedException {
    while (releases.size() < count) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** What was written for an execution that has ended a while ago. */
  Sample sample(String name) {
    JsonObject event =
        Place.value(api.list(Place.EVENTS.all().inNamespace(Place.NAMESPACE))).items().stream()
            .filter(e -> Json.string(e, "involvedObject", "name").orElse("").equals(name))
            .findFirst()
            .orElseThrow();
    return new Sample(leases.get(name), jobs.get(name), executions.get(name), event);
  }

  @Override
  public void close() {
    for (Follower follower : followers) {
      follower.close();
    }
  }
}
