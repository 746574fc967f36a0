package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.kubelet.PodFacts;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome.Fate;
import ai.kubernaut.we.testkit.embedded.store.Change;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Scheduler and kubelet of a cluster with one node: takes every pod through the life that the
 * script gives it.
 */
final class Kubelet implements Controller {
  static final String NODE = "embedded-node-1";
  private static final String PODS = "/pods";
  private static final String MANAGER = "kubelet";
  private static final Duration PULL_BACKOFF = Duration.ofMillis(300);
  private static final Duration MOUNT_BACKOFF = Duration.ofMillis(300);
  private static final int SIGTERM = 143;
  private static final int SIGKILL = 137;

  private final Cluster cluster;
  private final ControllerLoop loop;
  private final KubeletScript script;
  private final KubeletEvents events;
  private final Mounts mounts;
  private final Map<String, PodOutcome> outcomes = new HashMap<>();
  private final Set<String> stopping = new HashSet<>();

  Kubelet(Cluster cluster, ControllerLoop loop, KubeletScript script) {
    this.cluster = cluster;
    this.loop = loop;
    this.script = script;
    events = new KubeletEvents(new Recorded(cluster));
    mounts = new Mounts(cluster);
    loop.soon(() -> cluster.list(PODS, "").forEach(pod -> look(pod.key(), pod.tree())));
  }

  @Override
  public void on(Change change) {
    if (!change.key().collection().equals(PODS)) {
      return;
    }
    JsonObject pod = change.after().tree();
    if (change.type() == Change.Type.DELETED) {
      outcomes.remove(uid(pod));
      stopping.remove(uid(pod));
    } else {
      look(change.key(), pod);
    }
  }

  private void look(ObjectKey key, JsonObject pod) {
    if (Json.at(pod, "metadata", "deletionTimestamp") != null) {
      stop(key, pod);
    } else if (!outcomes.containsKey(uid(pod)) && Json.text(pod, "spec", "nodeName").isEmpty()) {
      PodOutcome outcome = script.outcome(facts(pod));
      outcomes.put(uid(pod), outcome);
      schedule(key, pod, outcome);
    }
  }

  private void schedule(ObjectKey key, JsonObject pod, PodOutcome outcome) {
    if (outcome.fate() == Fate.NEVER_SCHEDULED) {
      status(key, uid(pod), PodStatuses::unschedulable);
      events.unschedulable(pod);
      return;
    }
    cluster.overwrite(
        key,
        current -> {
          Json.child(current, "spec").addProperty("nodeName", NODE);
          PodStatuses.scheduled(current);
          return current;
        });
    events.scheduled(pod);
    status(key, uid(pod), PodStatuses::creating);
    Optional<String> complaint = mounts.complaint(pod);
    complaint.ifPresent(why -> events.mountFailed(pod, why));
    begin(key, pod, outcome);
  }

  /** Containers begin once there is all that they mount. */
  private void begin(ObjectKey key, JsonObject pod, PodOutcome outcome) {
    if (!outcomes.containsKey(uid(pod)) || stopping.contains(uid(pod))) {
      return;
    }
    if (mounts.complaint(pod).isPresent()) {
      loop.after(MOUNT_BACKOFF, () -> begin(key, pod, outcome));
    } else if (outcome.fate() == Fate.IMAGE_PULL) {
      failToPull(key, pod);
    } else {
      run(key, pod, outcome);
    }
  }

  private void failToPull(ObjectKey key, JsonObject pod) {
    status(key, uid(pod), PodStatuses::pullFailed);
    events.pullFailed(pod);
    loop.after(
        PULL_BACKOFF,
        () -> {
          status(key, uid(pod), PodStatuses::pullBackOff);
          events.pullBackOff(pod);
        });
  }

  private void run(ObjectKey key, JsonObject pod, PodOutcome outcome) {
    status(key, uid(pod), PodStatuses::running);
    events.started(pod);
    if (outcome.fate() != Fate.RUN) {
      loop.after(outcome.after(), () -> end(key, pod, outcome));
    }
  }

  private void end(ObjectKey key, JsonObject pod, PodOutcome outcome) {
    switch (outcome.fate()) {
      case SUCCEED -> terminate(key, pod, 0, "Completed", outcome);
      case OOM -> terminate(key, pod, SIGKILL, "OOMKilled", outcome);
      case EVICTED -> {
        ended(key, pod, evictedBy(outcome));
        events.evicted(pod);
      }
      default -> terminate(key, pod, outcome.exitCode(), "Error", outcome);
    }
  }

  private void terminate(
      ObjectKey key, JsonObject pod, int exitCode, String reason, PodOutcome outcome) {
    String shown = exitCode == 0 ? "Completed" : reason;
    ended(key, pod, p -> PodStatuses.terminated(p, exitCode, shown, outcome.message()));
  }

  /** Nobody sees such a pod ended and not yet evicted. */
  private static Consumer<JsonObject> evictedBy(PodOutcome outcome) {
    return pod -> {
      PodStatuses.terminated(pod, SIGKILL, "Error", outcome.message());
      PodStatuses.evicted(pod);
    };
  }

  private void ended(ObjectKey key, JsonObject pod, Consumer<JsonObject> how) {
    status(
        key,
        uid(pod),
        current -> {
          if (PodStatuses.isLive(current)) {
            how.accept(current);
          }
        });
  }

  private void stop(ObjectKey key, JsonObject pod) {
    if (!stopping.add(uid(pod))) {
      return;
    }
    PodOutcome outcome = outcomes.getOrDefault(uid(pod), PodOutcome.run());
    long grace = Json.number(pod, 0, "metadata", "deletionGracePeriodSeconds");
    boolean killed = outcome.termination().compareTo(Duration.ofSeconds(grace)) > 0;
    Duration wait = killed ? Duration.ofSeconds(grace) : outcome.termination();
    if (PodStatuses.isRunning(pod)) {
      events.killing(pod);
    }
    loop.after(
        wait,
        () -> {
          status(key, uid(pod), current -> stopped(current, killed ? SIGKILL : SIGTERM));
          DeleteOptions exactly = DeleteOptions.plain().now().ofUid(uid(pod));
          cluster.delete(key, exactly);
        });
  }

  private static void stopped(JsonObject pod, int exitCode) {
    if (PodStatuses.isRunning(pod)) {
      PodStatuses.terminated(pod, exitCode, "Error", "");
    }
  }

  private void status(ObjectKey key, String uid, Consumer<JsonObject> change) {
    cluster.updateStatus(
        key,
        current -> {
          if (uid(current).equals(uid)) {
            change.accept(current);
          }
          return current;
        },
        MANAGER);
  }

  private static String uid(JsonObject pod) {
    return Json.text(pod, "metadata", "uid");
  }

  private static PodFacts facts(JsonObject pod) {
    Map<String, String> environment = new HashMap<>();
    List<JsonObject> containers = Json.objects(pod, "spec", "containers");
    for (JsonObject container : containers) {
      Json.objects(container, "env")
          .forEach(v -> environment.put(Json.text(v, "name"), Json.text(v, "value")));
    }
    return new PodFacts(
        Json.text(pod, "metadata", "namespace"),
        Json.text(pod, "metadata", "name"),
        Json.stringMap(pod, "metadata", "labels"),
        Json.stringMap(pod, "metadata", "annotations"),
        containers.stream().map(container -> Json.text(container, "image")).toList(),
        environment);
  }
}
