package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.api.GoDuration;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes PipelineRuns through their lives, one look at a time. */
final class PipelineRuns {

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  private final Seen seen;
  private final Writes writes;
  private final Reports reports;
  private final Agenda agenda;
  private final BundleScript script;
  private final Set<String> timed = new HashSet<>();

  PipelineRuns(Seen seen, Writes writes, Recorder recorder, Agenda agenda, BundleScript script) {
    this.seen = seen;
    this.writes = writes;
    this.reports = new Reports(writes, recorder);
    this.agenda = agenda;
    this.script = script;
  }

  /** Does what is to be done next. Tekton leaves alone what has ended, and what is deleted. */
  void look(JsonObject run) {
    String wish = Json.text(run, "spec", "status");
    if (Seen.deleting(run) || Verdict.ended(run)) {
      timed.remove(Seen.uid(run));
    } else if (Seen.label(run, Labels.PIPELINE).isEmpty()) {
      label(run);
    } else if (wish.equals(Reports.PENDING) && !Reports.started(run)) {
      String message = "PipelineRun \"" + Seen.name(run) + "\" is pending";
      reports.report(
          Seen.PIPELINE_RUNS, run, Verdict.open(Reports.PENDING, message), new JsonObject());
    } else if (wish.equals("Cancelled")) {
      String message = "PipelineRun \"" + Seen.name(run) + "\" was cancelled";
      stop(run, "has been cancelled", Verdict.failed("Cancelled", message));
    } else if (remaining(run).isZero()) {
      String message =
          "PipelineRun \"%s\" failed to finish within \"%s\""
              .formatted(Seen.name(run), GoDuration.format(timeout(run)));
      stop(run, "has timed out", Verdict.failed("PipelineRunTimeout", message));
    } else {
      goOn(run);
    }
  }

  private void label(JsonObject run) {
    String name =
        Json.objects(run, "spec", "pipelineRef", "params").stream()
            .filter(param -> Json.text(param, "name").equals("name"))
            .map(param -> Json.text(param, "value"))
            .findFirst()
            .orElse(Seen.name(run));
    writes.merge(
        Seen.PIPELINE_RUNS,
        run,
        Json.of("metadata", Json.of("labels", Json.of(Labels.PIPELINE, name))));
  }

  private static Duration timeout(JsonObject run) {
    return GoDuration.parse(Json.text(run, "spec", "timeouts", "pipeline"))
        .filter(timeout -> !timeout.isZero())
        .orElse(DEFAULT_TIMEOUT);
  }

  private static Duration remaining(JsonObject run) {
    if (!Reports.started(run)) {
      return timeout(run);
    }
    Instant end = Instant.parse(Json.text(run, "status", "startTime")).plus(timeout(run));
    Duration left = Duration.between(Instant.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void goOn(JsonObject run) {
    if (Reports.started(run) && timed.add(Seen.uid(run))) {
      agenda.lookAgain(Seen.PIPELINE_RUNS, run, remaining(run));
    }
    Optional<JsonObject> known =
        Optional.ofNullable(Json.object(run, "status", "pipelineSpec"))
            .or(() -> Optional.ofNullable(Json.object(run, "spec", "pipelineSpec")));
    if (known.isPresent()) {
      advance(run, new PipelineProgress(run, known.get(), seen));
    } else if (!Reports.started(run)) {
      String message = "PipelineRun " + path(run) + " awaiting remote resource";
      Verdict resolving = Verdict.open("ResolvingPipelineRef", message);
      reports.report(Seen.PIPELINE_RUNS, run, resolving, Reports.begun(run));
    } else {
      resolved(run, script.resolve(run));
    }
  }

  private void resolved(JsonObject run, Bundle bundle) {
    if (bundle instanceof Bundle.Found found) {
      advance(run, new PipelineProgress(run, found.pipelineSpec(), seen));
    } else if (bundle instanceof Bundle.Unavailable unavailable) {
      Verdict failed = Verdict.failed("CouldntGetPipeline", quoted(run, unavailable.message()));
      reports.report(Seen.PIPELINE_RUNS, run, failed, Reports.begun(run));
    }
  }

  private static String path(JsonObject run) {
    return Seen.namespace(run) + "/" + Seen.name(run);
  }

  private static String quoted(JsonObject run, String resolver) {
    return ("Error retrieving pipeline for pipelinerun %s: resolver failed to get Pipeline : error"
            + " requesting remote resource: error getting \"bundleresolver\" \"%s/bundles-%s\": %s")
        .formatted(path(run), Seen.namespace(run), Seen.uid(run).replace("-", ""), resolver);
  }

  /** Makes the TaskRuns and CustomRuns whose time has come, and says how far all of them are. */
  private void advance(JsonObject run, PipelineProgress progress) {
    for (JsonObject task : progress.ready()) {
      Optional<ApiError> refusal =
          Manifests.custom(task)
              ? writes.create(Seen.CUSTOM_RUNS, Manifests.customRun(run, task))
              : writes.create(Seen.TASK_RUNS, Manifests.taskRun(run, task));
      if (refusal.isPresent()) {
        agenda.lookAgain(Seen.PIPELINE_RUNS, run, AGAIN);
      }
    }
    JsonObject status = Reports.begun(run);
    status.add("pipelineSpec", progress.pipelineSpec());
    status.add("provenance", Reports.provenance());
    progress.addTo(status);
    reports.report(Seen.PIPELINE_RUNS, run, progress.verdict(), status);
  }

  /** Has what it has made cancelled, and ends it without waiting for them. */
  private void stop(JsonObject run, String why, Verdict verdict) {
    PipelineProgress progress = PipelineProgress.of(run, seen);
    List<JsonObject> open = progress.open();
    boolean told = true;
    for (JsonObject made : open) {
      boolean custom = Seen.custom(made);
      String kind = custom ? Seen.CUSTOM_RUNS.kind() : Seen.TASK_RUNS.kind();
      String message = kind + " cancelled as the PipelineRun it belongs to " + why + ".";
      JsonObject spec =
          Json.of("status", custom ? "RunCancelled" : TaskRuns.CANCELLED, "statusMessage", message);
      told &= writes.merge(custom ? Seen.CUSTOM_RUNS : Seen.TASK_RUNS, made, Json.of("spec", spec));
    }
    if (told) {
      JsonObject status = Reports.begun(run);
      progress.addTo(status);
      reports.report(Seen.PIPELINE_RUNS, run, verdict, status);
    } else {
      agenda.lookAgain(Seen.PIPELINE_RUNS, run, AGAIN);
    }
  }
}
