package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The pods of one Job, sorted by what the Job controller makes of them. */
final class JobPods {
  static final String TRACKING = "batch.kubernetes.io/job-tracking";

  private final List<JsonObject> pods;

  JobPods(List<JsonObject> pods) {
    this.pods = List.copyOf(pods);
  }

  List<JsonObject> all() {
    return pods;
  }

  /** Neither ended nor on the way out. */
  List<JsonObject> active() {
    return where(pod -> !hasEnded(pod) && !isLeaving(pod));
  }

  long ready() {
    return active().stream().filter(JobPods::isReady).count();
  }

  /** On the way out, and still running as far as anybody knows. */
  long terminating() {
    return where(pod -> isLeaving(pod) && !hasEnded(pod)).size();
  }

  List<JsonObject> succeededUncounted() {
    return where(pod -> isTracked(pod) && phase(pod).equals("Succeeded"));
  }

  /**
   * Failed, or on the way out, which counts as failed too.
   *
   * @param ignored uids of pods whose failure does not count
   */
  List<JsonObject> failedUncounted(Set<String> ignored) {
    return where(
        pod ->
            isTracked(pod)
                && !phase(pod).equals("Succeeded")
                && (phase(pod).equals("Failed") || isLeaving(pod))
                && !ignored.contains(uid(pod)));
  }

  List<JsonObject> trackedAndOver() {
    return where(pod -> isTracked(pod) && (hasEnded(pod) || isLeaving(pod)));
  }

  private List<JsonObject> where(Predicate<JsonObject> test) {
    return pods.stream().filter(test).toList();
  }

  static String uid(JsonObject pod) {
    return Json.text(pod, "metadata", "uid");
  }

  static String phase(JsonObject pod) {
    return Json.text(pod, "status", "phase");
  }

  static boolean hasEnded(JsonObject pod) {
    return phase(pod).equals("Succeeded") || phase(pod).equals("Failed");
  }

  static boolean isLeaving(JsonObject pod) {
    return Json.at(pod, "metadata", "deletionTimestamp") != null;
  }

  private static boolean isTracked(JsonObject pod) {
    return Json.strings(pod, "metadata", "finalizers").contains(TRACKING);
  }

  private static boolean isReady(JsonObject pod) {
    return Json.objects(pod, "status", "conditions").stream()
        .anyMatch(
            condition ->
                Json.text(condition, "type").equals("Ready")
                    && Json.text(condition, "status").equals("True"));
  }
}
