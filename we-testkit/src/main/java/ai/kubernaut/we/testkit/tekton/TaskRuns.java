package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Takes TaskRuns through their lives: each has a pod, and says what that pod says. */
final class TaskRuns {

  static final String CANCELLED = "TaskRunCancelled";

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Seen seen;
  private final Writes writes;
  private final Reports reports;
  private final Agenda agenda;

  TaskRuns(Seen seen, Writes writes, Recorder recorder, Agenda agenda) {
    this.seen = seen;
    this.writes = writes;
    this.reports = new Reports(writes, recorder);
    this.agenda = agenda;
  }

  /** Does what is to be done next. */
  void look(JsonObject run) {
    if (Seen.deleting(run) || Verdict.ended(run)) {
      return;
    }
    Optional<JsonObject> pod = seen.podOf(run);
    if (Json.text(run, "spec", "status").equals(CANCELLED)) {
      pod.ifPresent(writes::deletePod);
      end(run, Verdict.failed(CANCELLED, cancellation(run)), pod);
    } else if (pod.isPresent()) {
      follow(run, pod.get());
    } else {
      create(run);
    }
  }

  private static String cancellation(JsonObject run) {
    String message =
        "TaskRun \"%s\" was cancelled. %s"
            .formatted(Seen.name(run), Json.text(run, "spec", "statusMessage"));
    return message
        + Verdict.of(run)
            .filter(before -> !before.reason().equals("Running"))
            .map(before -> "\nPrevious status: [" + before.reason() + "] " + before.message())
            .orElse("");
  }

  private void create(JsonObject run) {
    Optional<ApiError> refusal = writes.create(ResourceType.PODS, Manifests.pod(run));
    refusal.ifPresent(error -> refused(run, error));
  }

  private void refused(JsonObject run, ApiError error) {
    switch (error.kind()) {
      case FORBIDDEN -> {
        if (error.message().contains("exceeded quota")) {
          String message = "TaskRun Pod exceeded available resources: " + error.message();
          JsonObject status = Json.of("podName", "", "steps", Steps.unmade(run));
          report(run, Verdict.open("ExceededResourceQuota", message), status);
          agenda.lookAgain(Seen.TASK_RUNS, run, AGAIN);
        } else {
          neverMade(run, error);
        }
      }
      case INVALID, BAD_REQUEST -> neverMade(run, error);
      default -> agenda.lookAgain(Seen.TASK_RUNS, run, AGAIN);
    }
  }

  private void neverMade(JsonObject run, ApiError error) {
    String message =
        "failed to create task run pod \"%s\": %s. Maybe invalid TaskSpec"
            .formatted(Seen.name(run), error.message());
    JsonObject status = Reports.begun(run);
    status.addProperty("podName", "");
    report(run, Verdict.failed("PodCreationFailed", message), status);
  }

  private void follow(JsonObject run, JsonObject pod) {
    Verdict verdict = PodVerdicts.of(run, pod);
    if (verdict.reason().equals(PodVerdicts.PULL_FAILED)) {
      writes.deletePod(pod);
      end(run, verdict, Optional.of(pod));
      return;
    }
    JsonObject status = Reports.begun(run);
    status.addProperty("podName", Seen.name(pod));
    status.add("steps", Steps.of(pod));
    if (verdict.isEnd()) {
      status.add("artifacts", new JsonObject());
    }
    if (verdict.status().equals("False") && attemptsLeft(run)) {
      retry(run, verdict, status);
    } else {
      report(run, verdict, status);
    }
  }

  private static boolean attemptsLeft(JsonObject run) {
    return Json.objects(run, "status", "retriesStatus").size()
        < Json.number(run, 0, "spec", "retries");
  }

  /** Puts what came of this attempt to those before it, and begins anew. */
  private void retry(JsonObject run, Verdict verdict, JsonObject ended) {
    JsonObject attempt = ended.deepCopy();
    attempt.addProperty("completionTime", Timestamps.now());
    attempt.add("conditions", verdict.conditions());
    attempt.add("provenance", Reports.provenance());
    attempt.add("taskSpec", Json.at(run, "spec", "taskSpec"));
    JsonArray attempts = new JsonArray();
    Json.objects(run, "status", "retriesStatus").forEach(attempts::add);
    attempts.add(attempt);
    JsonObject status =
        Json.of("artifacts", new JsonObject(), "podName", "", "retriesStatus", attempts);
    status.add("startTime", JsonNull.INSTANCE);
    status.add("steps", JsonNull.INSTANCE);
    report(run, Verdict.open("ToBeRetried", verdict.message()), status);
  }

  /** Ends it whatever its pod does. */
  private void end(JsonObject run, Verdict verdict, Optional<JsonObject> pod) {
    JsonObject status = Reports.begun(run);
    status.addProperty("podName", pod.map(Seen::name).orElse(""));
    status.add(
        "steps", pod.map(p -> Steps.ended(p, verdict.reason())).orElseGet(() -> Steps.unmade(run)));
    report(run, verdict, status);
  }

  private void report(JsonObject run, Verdict verdict, JsonObject status) {
    status.add("taskSpec", Json.at(run, "spec", "taskSpec"));
    status.add("provenance", Reports.provenance());
    reports.report(Seen.TASK_RUNS, run, verdict, status);
  }
}
