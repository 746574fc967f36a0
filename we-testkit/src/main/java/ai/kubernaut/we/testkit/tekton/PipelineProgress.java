package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

  /** The tasks but for those that come after all others. */
  private List<JsonObject> tasks() {
    return Json.objects(pipelineSpec, "tasks");
  }

  /** The tasks that come after all others, whatever became of them. */
  private List<JsonObject> lastTasks() {
    return Json.objects(pipelineSpec, "finally");
  }

  private List<JsonObject> allTasks() {
    return Stream.concat(tasks().stream(), lastTasks().stream()).toList();
  }

  /** What was made for a task, a TaskRun or a CustomRun. */
  private Optional<JsonObject> madeFor(JsonObject task) {
    return madeFor(Json.text(task, "name"));
  }

  private Optional<JsonObject> madeFor(String task) {
    return Stream.of(Seen.TASK_RUNS, Seen.CUSTOM_RUNS)
        .flatMap(
            type -> seen.get(type, Seen.namespace(run), Manifests.taskRunName(run, task)).stream())
        .filter(made -> Seen.owner(made).equals(Seen.uid(run)))
        .findFirst();
  }

  private List<JsonObject> madeFor(List<JsonObject> tasks) {
    return tasks.stream().flatMap(task -> madeFor(task).stream()).toList();
  }

  /**
   * The tasks that may begin: after others that have succeeded, and after no failure; the last
   * tasks after all others.
   */
  List<JsonObject> ready() {
    List<JsonObject> next = lastOnly() ? lastTasks() : isStopping() ? List.of() : tasks();
    return next.stream()
        .filter(task -> madeFor(task).isEmpty())
        .filter(task -> Json.strings(task, "runAfter").stream().allMatch(this::hasSucceeded))
        .toList();
  }

  /** Whether the tasks that come before the last ones need no more work. */
  private boolean lastOnly() {
    List<JsonObject> made = madeFor(tasks());
    return made.stream().allMatch(Verdict::ended)
        && made.size() + skipped().size() == tasks().size();
  }

  private boolean hasSucceeded(String task) {
    return madeFor(task).flatMap(Verdict::of).filter(v -> v.status().equals("True")).isPresent();
  }

  /** What has neither ended nor been told to. */
  List<JsonObject> open() {
    return madeFor(allTasks()).stream()
        .filter(made -> !Verdict.ended(made))
        .filter(made -> Json.text(made, "spec", "status").isEmpty())
        .toList();
  }

  private long count(List<JsonObject> tasks, Predicate<Verdict> which) {
    return madeFor(tasks).stream().flatMap(made -> Verdict.of(made).stream()).filter(which).count();
  }

  private boolean isStopping() {
    return count(tasks(), verdict -> verdict.status().equals("False")) > 0;
  }

  private List<JsonObject> skipped() {
    return isStopping()
        ? tasks().stream().filter(task -> madeFor(task).isEmpty()).toList()
        : List.of();
  }

  /** What the PipelineRun says. */
  Verdict verdict() {
    List<JsonObject> all = allTasks();
    long ended = count(all, Verdict::isEnd);
    long cancelled = count(all, verdict -> verdict.reason().equals(TaskRuns.CANCELLED));
    long failed = count(all, verdict -> verdict.status().equals("False")) - cancelled;
    long skipped = skipped().size();
    long open = all.size() - ended - skipped;
    String message =
        "Tasks Completed: %d (Failed: %d, Cancelled %d), %sSkipped: %d"
            .formatted(
                ended, failed, cancelled, open == 0 ? "" : "Incomplete: " + open + ", ", skipped);
    if (open > 0) {
      boolean stopping = isStopping() && !lastOnly();
      return Verdict.open(stopping ? "PipelineRunStopping" : "Running", message);
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
    for (JsonObject made : madeFor(allTasks())) {
      children.add(
          Json.of(
              "apiVersion", Json.text(made, "apiVersion"),
              "kind", Json.text(made, "kind"),
              "name", Seen.name(made),
              "pipelineTaskName", Seen.label(made, Labels.PIPELINE_TASK)));
    }
    if (!madeFor(lastTasks()).isEmpty()) {
      String begun = Json.text(run, "status", "finallyStartTime");
      status.addProperty("finallyStartTime", begun.isEmpty() ? Timestamps.now() : begun);
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
