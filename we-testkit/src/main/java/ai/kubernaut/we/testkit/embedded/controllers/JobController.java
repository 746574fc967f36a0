package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.Conditions;
import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Change;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs Jobs: creates their pods, counts how those end, and writes statuses step by step as the real
 * controller does. Non-indexed completion only.
 */
final class JobController implements Controller {
  private static final String JOBS = "batch/jobs";
  private static final String PODS = "/pods";
  private static final String MANAGER = "kube-controller-manager";
  private static final Map<String, String> SOURCE = Map.of("component", "job-controller");
  private static final String OWN_NAME = "kubernetes.io/job-controller";
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final ControllerLoop loop;
  private final Recorded recorded;
  private final Set<ObjectKey> queued = new HashSet<>();
  private final Map<String, Instant> alarms = new HashMap<>();

  JobController(Cluster cluster, ControllerLoop loop) {
    this.cluster = cluster;
    this.loop = loop;
    recorded = new Recorded(cluster);
    loop.soon(() -> cluster.list(JOBS, "").forEach(job -> enqueue(job.key())));
  }

  @Override
  public void on(Change change) {
    if (change.key().collection().equals(JOBS)) {
      enqueue(change.key());
    } else if (change.key().collection().equals(PODS)) {
      String job = change.after().labels().get("batch.kubernetes.io/job-name");
      if (job != null) {
        enqueue(new ObjectKey(JOBS, change.key().namespace(), job));
      }
    }
  }

  private void enqueue(ObjectKey job) {
    if (queued.add(job)) {
      loop.soon(
          () -> {
            queued.remove(job);
            cluster.get(job).ifPresent(tree -> reconcile(job, tree));
          });
    }
  }

  private void reconcile(ObjectKey key, JsonObject job) {
    String manager = Json.text(job, "spec", "managedBy");
    if (!manager.isEmpty() && !manager.equals(OWN_NAME)) {
      return;
    }
    JobPods pods = pods(key, job);
    if (Json.items(job, "status", "uncountedTerminatedPods", "succeeded").size()
            + Json.items(job, "status", "uncountedTerminatedPods", "failed").size()
        > 0) {
      releaseAndCount(key, job, pods);
    } else if (JobStatuses.isFinished(job)) {
      release(pods);
      expire(key, job);
    } else if (Json.at(job, "metadata", "deletionTimestamp") != null) {
      release(pods);
      status(key, job, next -> live(next, pods));
    } else {
      advance(key, job, pods);
    }
  }

  private JobPods pods(ObjectKey key, JsonObject job) {
    String uid = Json.text(job, "metadata", "uid");
    List<JsonObject> own = new ArrayList<>();
    for (StoredObject pod : cluster.list(PODS, key.namespace())) {
      if (uid.equals(pod.labels().get("batch.kubernetes.io/controller-uid"))) {
        own.add(pod.tree());
      }
    }
    return new JobPods(own);
  }

  private static void live(JsonObject job, JobPods pods) {
    JobStatuses.live(job, pods.active().size(), pods.ready(), pods.terminating());
  }

  /** Takes the tracking finalizers off and counts what the status has announced. */
  private void releaseAndCount(ObjectKey key, JsonObject job, JobPods pods) {
    release(pods);
    status(
        key,
        job,
        next -> {
          JobStatuses.counted(next);
          live(next, pods);
        });
  }

  private void release(JobPods pods) {
    for (JsonObject pod : pods.trackedAndOver()) {
      cluster.update(
          podKey(pod),
          current -> {
            JsonElement finalizers = Json.at(current, "metadata", "finalizers");
            if (finalizers != null) {
              finalizers.getAsJsonArray().remove(Json.element(JobPods.TRACKING));
            }
            return current;
          },
          MANAGER);
    }
  }

  private void advance(ObjectKey key, JsonObject job, JobPods pods) {
    if (announce(key, job, pods)) {
      return;
    }
    if (Conditions.isTrue(job, "FailureTarget") || Conditions.isTrue(job, "SuccessCriteriaMet")) {
      finish(key, job, pods);
    } else if (Json.isTrue(job, "spec", "suspend")) {
      suspend(key, job, pods);
    } else if (isPastDeadline(job)) {
      fail(key, job, pods, "DeadlineExceeded", "Job was active longer than specified deadline");
    } else if (succeeded(job) >= completions(job)) {
      succeed(key, job, pods);
    } else {
      work(key, job, pods);
    }
  }

  /**
   * Announces ended pods in the status, with the verdict that they lead to; false when there are
   * none.
   */
  private boolean announce(ObjectKey key, JsonObject job, JobPods pods) {
    Optional<String> verdict =
        pods.all().stream()
            .filter(pod -> JobPods.phase(pod).equals("Failed"))
            .flatMap(pod -> PodFailurePolicy.judge(job, pod).stream())
            .filter(judged -> judged.action().equals("FailJob"))
            .map(PodFailurePolicy.Verdict::message)
            .findFirst();
    Set<String> ignored = ignored(job, pods);
    List<JsonObject> good = pods.succeededUncounted();
    List<JsonObject> bad = pods.failedUncounted(ignored);
    if (good.isEmpty() && bad.isEmpty()) {
      return false;
    }
    boolean alreadyFailing = Conditions.isTrue(job, "FailureTarget");
    status(
        key,
        job,
        next -> {
          JobStatuses.uncounted(next, good, bad);
          live(next, pods);
          if (!alreadyFailing) {
            conclude(next, good.size(), bad.size(), verdict);
          }
        });
    return true;
  }

  private static Set<String> ignored(JsonObject job, JobPods pods) {
    Set<String> ignored = new HashSet<>();
    for (JsonObject pod : pods.all()) {
      if (PodFailurePolicy.judge(job, pod).filter(v -> v.action().equals("Ignore")).isPresent()) {
        ignored.add(JobPods.uid(pod));
      }
    }
    return ignored;
  }

  private static void conclude(JsonObject job, long good, long bad, Optional<String> failJob) {
    long failed = Json.number(job, 0, "status", "failed") + bad;
    if (failJob.isPresent()) {
      JobStatuses.condition(job, "FailureTarget", true, "PodFailurePolicy", failJob.get());
    } else if (bad > 0 && failed > Json.number(job, 6, "spec", "backoffLimit")) {
      JobStatuses.condition(
          job,
          "FailureTarget",
          true,
          "BackoffLimitExceeded",
          "Job has reached the specified backoff limit");
    } else if (good > 0 && succeeded(job) + good >= completions(job)) {
      success(job);
    }
  }

  private static void success(JsonObject job) {
    JobStatuses.condition(
        job,
        "SuccessCriteriaMet",
        true,
        "CompletionsReached",
        "Reached expected number of succeeded pods");
  }

  private void succeed(ObjectKey key, JsonObject job, JobPods pods) {
    status(
        key,
        job,
        next -> {
          live(next, pods);
          success(next);
        });
  }

  private void fail(ObjectKey key, JsonObject job, JobPods pods, String reason, String message) {
    deleteActive(job, pods);
    JobPods after = pods(key, job);
    status(
        key,
        job,
        next -> {
          JobStatuses.condition(next, "FailureTarget", true, reason, message);
          JobStatuses.uncounted(next, after.succeededUncounted(), after.failedUncounted(Set.of()));
          live(next, after);
        });
  }

  /** Stops what still runs, and when all is over sets the final condition. */
  private void finish(ObjectKey key, JsonObject job, JobPods pods) {
    if (!pods.active().isEmpty()) {
      deleteActive(job, pods);
      return;
    }
    boolean good = Conditions.isTrue(job, "SuccessCriteriaMet");
    JsonObject cause = Conditions.find(job, good ? "SuccessCriteriaMet" : "FailureTarget");
    if (pods.terminating() > 0) {
      status(key, job, next -> live(next, pods));
      return;
    }
    String reason = Json.text(cause, "reason");
    String message = Json.text(cause, "message");
    status(
        key,
        job,
        next -> {
          live(next, pods);
          JobStatuses.condition(next, good ? "Complete" : "Failed", true, reason, message);
          if (good) {
            Json.child(next, "status").addProperty("completionTime", JobStatuses.now());
          }
        });
    String eventReason = good ? "Completed" : reason;
    event(job, good ? "Normal" : "Warning", eventReason, good ? "Job completed" : message);
  }

  private void suspend(ObjectKey key, JsonObject job, JobPods pods) {
    boolean first = !Conditions.isTrue(job, "Suspended");
    for (JsonObject pod : pods.active()) {
      cluster.delete(podKey(pod), DeleteOptions.plain().ofUid(JobPods.uid(pod)));
    }
    status(
        key,
        job,
        next -> {
          live(next, pods(key, job));
          JobStatuses.condition(next, "Suspended", true, "JobSuspended", "Job suspended");
        });
    if (first) {
      event(job, "Normal", "Suspended", "Job suspended");
    }
  }

  private void work(ObjectKey key, JsonObject job, JobPods pods) {
    boolean resumed = Conditions.isTrue(job, "Suspended");
    long missing = wanted(job) - pods.active().size();
    if (Json.text(job, "spec", "podReplacementPolicy").equals("Failed")) {
      missing -= pods.terminating();
    }
    for (long i = 0; i < missing; i++) {
      createPod(key, job);
    }
    JobPods after = pods(key, job);
    status(
        key,
        job,
        next -> {
          if (resumed || Json.at(next, "status", "startTime") == null) {
            Json.child(next, "status").addProperty("startTime", JobStatuses.now());
          }
          if (resumed) {
            JobStatuses.condition(next, "Suspended", false, "JobResumed", "Job resumed");
          }
          live(next, after);
        });
    if (resumed) {
      event(job, "Normal", "Resumed", "Job resumed");
    }
    cluster.get(key).ifPresent(current -> watchDeadline(key, current));
  }

  private static long wanted(JsonObject job) {
    long parallelism = Json.number(job, 1, "spec", "parallelism");
    if (Json.at(job, "spec", "completions") == null) {
      return succeeded(job) > 0 ? 0 : parallelism;
    }
    return Math.min(parallelism, completions(job) - succeeded(job));
  }

  private void createPod(ObjectKey key, JsonObject job) {
    JsonObject template = Json.child(job, "spec", "template").deepCopy();
    JsonObject metadata = Json.child(template, "metadata");
    String prefix = key.name() + "-";
    String name = prefix + Long.toString(System.nanoTime() & 0x3ffffff, 36);
    metadata.addProperty("name", name);
    metadata.addProperty("generateName", prefix);
    metadata.addProperty("namespace", key.namespace());
    metadata.add("finalizers", Json.array(JobPods.TRACKING));
    metadata.add("ownerReferences", Json.array(owner(job)));
    template.addProperty("apiVersion", "v1");
    template.addProperty("kind", "Pod");
    Optional<Refusal> refused = cluster.create(PODS, key.namespace(), template, MANAGER);
    if (refused.isEmpty()) {
      event(job, "Normal", "SuccessfulCreate", "Created pod: " + name);
    } else {
      event(job, "Warning", "FailedCreate", "Error creating: " + refused.get().getMessage());
      loop.after(RETRY, () -> enqueue(key));
    }
  }

  private static JsonObject owner(JsonObject job) {
    return Json.of(
        "apiVersion",
        "batch/v1",
        "kind",
        "Job",
        "name",
        Json.text(job, "metadata", "name"),
        "uid",
        Json.text(job, "metadata", "uid"),
        "controller",
        true,
        "blockOwnerDeletion",
        true);
  }

  private void deleteActive(JsonObject job, JobPods pods) {
    for (JsonObject pod : pods.active()) {
      cluster.delete(podKey(pod), DeleteOptions.plain().ofUid(JobPods.uid(pod)));
      String name = Json.text(pod, "metadata", "name");
      event(job, "Normal", "SuccessfulDelete", "Deleted pod: " + name);
    }
  }

  private void watchDeadline(ObjectKey key, JsonObject job) {
    deadline(job).ifPresent(when -> wake(key, job, when));
  }

  private static boolean isPastDeadline(JsonObject job) {
    return deadline(job).filter(when -> !Instant.now().isBefore(when)).isPresent();
  }

  private static Optional<Instant> deadline(JsonObject job) {
    String start = Json.text(job, "status", "startTime");
    JsonElement seconds = Json.at(job, "spec", "activeDeadlineSeconds");
    return start.isEmpty() || seconds == null
        ? Optional.empty()
        : Optional.of(Instant.parse(start).plusSeconds(seconds.getAsLong()));
  }

  private void expire(ObjectKey key, JsonObject job) {
    JsonElement seconds = Json.at(job, "spec", "ttlSecondsAfterFinished");
    if (seconds == null || Json.at(job, "metadata", "deletionTimestamp") != null) {
      return;
    }
    JsonArray conditions = Json.child(job, "status").getAsJsonArray("conditions");
    String ended = Json.text(conditions.get(conditions.size() - 1), "lastTransitionTime");
    Instant when = Instant.parse(ended).plusSeconds(seconds.getAsLong());
    if (Instant.now().isBefore(when)) {
      wake(key, job, when);
    } else {
      DeleteOptions exactly = DeleteOptions.plain().ofUid(Json.text(job, "metadata", "uid"));
      cluster.delete(key, exactly.with(Propagation.FOREGROUND));
    }
  }

  /** Looks at the Job again at a time; one alarm for each time. */
  private void wake(ObjectKey key, JsonObject job, Instant when) {
    String uid = Json.text(job, "metadata", "uid");
    if (when.equals(alarms.put(uid, when))) {
      return;
    }
    Duration wait = Duration.between(Instant.now(), when).plusMillis(10);
    loop.after(
        wait.isNegative() ? Duration.ZERO : wait,
        () -> {
          alarms.remove(uid, when);
          enqueue(key);
        });
  }

  private void status(ObjectKey key, JsonObject job, Consumer<JsonObject> change) {
    String uid = Json.text(job, "metadata", "uid");
    cluster.updateStatus(
        key,
        current -> {
          if (Json.text(current, "metadata", "uid").equals(uid)) {
            change.accept(current);
          }
          return current;
        },
        MANAGER);
  }

  private void event(JsonObject job, String type, String reason, String message) {
    recorded.classic(job, type, reason, message, SOURCE, "");
  }

  private static ObjectKey podKey(JsonObject pod) {
    return new ObjectKey(
        PODS, Json.text(pod, "metadata", "namespace"), Json.text(pod, "metadata", "name"));
  }

  private static long succeeded(JsonObject job) {
    return Json.number(job, 0, "status", "succeeded");
  }

  private static long completions(JsonObject job) {
    return Json.number(job, 1, "spec", "completions");
  }
}
