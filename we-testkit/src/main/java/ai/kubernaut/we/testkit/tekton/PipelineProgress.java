package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How far the tasks of one PipelineRun are. */
final class PipelineProgress {

  private final JsonObject run;
  private final JsonObject pipelineSpec;
  private final Seen seen;

  PipelineProgress(JsonObject run, JsonObject pipelineSpec, Seen seen) {
    this.run = run;
    this.pipelineSpec = pipelineSpec;
    this.seen = seen;
  }

  /** That of a run which may not know its pipeline. */
  static PipelineProgress of(JsonObject run, Seen seen) {
    JsonObject spec = Json.object(run, "status", "pipelineSpec");
    return new PipelineProgress(run, spec == null ? new JsonObject() : spec, seen);
  }

  JsonObject pipelineSpec() {
    return pipelineSpec;
  }

  private List<JsonObject> tasks() {
    return Json.objects(pipelineSpec, "tasks");
  }

  private Optional<JsonObject> taskRun(JsonObject task) {
    return taskRun(Json.text(task, "name"));
  }

  private Optional<JsonObject> taskRun(String task) {
    return seen.get(Seen.TASK_RUNS, Seen.namespace(run), Manifests.taskRunName(run, task))
        .filter(taskRun -> Seen.owner(taskRun).equals(Seen.uid(run)));
  }

  private List<JsonObject> taskRuns() {
    return tasks().stream().flatMap(task -> taskRun(task).stream()).toList();
  }

  /** The tasks that may begin: after others that have succeeded, and after no failure. */
  List<JsonObject> ready() {
    return isStopping()
        ? List.of()
        : tasks().stream()
            .filter(task -> taskRun(task).isEmpty())
            .filter(task -> Json.strings(task, "runAfter").stream().allMatch(this::hasSucceeded))
            .toList();
  }

  private boolean hasSucceeded(String task) {
    return taskRun(task).flatMap(Verdict::of).filter(v -> v.status().equals("True")).isPresent();
  }

  /** The TaskRuns that have neither ended nor been told to. */
  List<JsonObject> open() {
    return taskRuns().stream()
        .filter(taskRun -> !Verdict.ended(taskRun))
        .filter(taskRun -> Json.text(taskRun, "spec", "status").isEmpty())
        .toList();
  }

  private long count(Predicate<Verdict> which) {
    return taskRuns().stream()
        .flatMap(taskRun -> Verdict.of(taskRun).stream())
        .filter(which)
        .count();
  }

  private boolean isStopping() {
    return count(verdict -> verdict.status().equals("False")) > 0;
  }

  private List<JsonObject> skipped() {
    return isStopping()
        ? tasks().stream().filter(task -> taskRun(task).isEmpty()).toList()
        : List.of();
  }

  /** What the PipelineRun says. */
  Verdict verdict() {
    long ended = count(Verdict::isEnd);
    long cancelled = count(verdict -> verdict.reason().equals(TaskRuns.CANCELLED));
    long failed = count(verdict -> verdict.status().equals("False")) - cancelled;
    long skipped = skipped().size();
    long open = tasks().size() - ended - skipped;
    String message =
        "Tasks Completed: %d (Failed: %d, Cancelled %d), %sSkipped: %d"
            .formatted(
                ended, failed, cancelled, open == 0 ? "" : "Incomplete: " + open + ", ", skipped);
    if (open > 0) {
      return Verdict.open(isStopping() ? "PipelineRunStopping" : "Running", message);
    }
    if (failed > 0) {
      return Verdict.failed("Failed", message);
    }
    return cancelled > 0
        ? Verdict.failed("Cancelled", message)
        : Verdict.succeeded("Succeeded", message);
  }

  /** Adds what has been made, and what will not be. */
  void addTo(JsonObject status) {
    List<JsonObject> children = new ArrayList<>();
    for (JsonObject taskRun : taskRuns()) {
      children.add(
          Json.of(
              "apiVersion",
              "tekton.dev/v1",
              "kind",
              "TaskRun",
              "name",
              Seen.name(taskRun),
              "pipelineTaskName",
              Seen.label(taskRun, Labels.PIPELINE_TASK)));
    }
    if (!children.isEmpty()) {
      status.add("childReferences", Json.element(children));
    }
    JsonArray skipped = new JsonArray();
    for (JsonObject task : skipped()) {
      String reason = "PipelineRun was stopping";
      skipped.add(Json.of("name", Json.text(task, "name"), "reason", reason));
    }
    if (!skipped.isEmpty()) {
      status.add("skippedTasks", skipped);
    }
  }
}
