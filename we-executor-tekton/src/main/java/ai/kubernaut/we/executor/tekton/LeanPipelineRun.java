package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of a PipelineRun that tells whose it is and how far it has come.
 *
 * @param execution {@code namespace/name} of its execution; empty where it is not one of ours
 * @param createdAt as the server wrote it: texts of this kind sort by time
 * @param wish what {@code spec.status} asks of it, such as {@code Cancelled}; empty for to run
 * @param letGo it carries our mark that we have started it
 * @param condition its condition {@code Succeeded}; absent before Tekton has looked at it
 * @param tasks names of its tasks, finally tasks last; empty before it knows its pipeline
 * @param skipped names of the tasks that will not run
 * @param children what it has made for its tasks
 */
public record LeanPipelineRun(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    String executionUid,
    String execution,
    List<String> finalizers,
    String createdAt,
    String wish,
    boolean letGo,
    boolean deleting,
    Optional<Succeeded> condition,
    List<String> tasks,
    List<String> skipped,
    List<Reference> children,
    Optional<Instant> completedAt)
    implements EngineChild {

  static final String KIND = "PipelineRun";

  public LeanPipelineRun {
    finalizers = List.copyOf(finalizers);
    tasks = List.copyOf(tasks);
    skipped = List.copyOf(skipped);
    children = List.copyOf(children);
  }

  /** An object that was made for a task, such as a TaskRun. */
  public record Reference(String kind, String name, String task) {}

  static LeanPipelineRun decode(JsonObject run) {
    return new LeanPipelineRun(
        text(run, "metadata", "namespace"),
        text(run, "metadata", "name"),
        text(run, "metadata", "uid"),
        text(run, "metadata", "resourceVersion"),
        text(run, "metadata", "labels", Names.EXECUTION_UID_LABEL),
        execution(run),
        Json.strings(run, "metadata", "finalizers"),
        text(run, "metadata", "creationTimestamp"),
        text(run, "spec", "status"),
        text(run, "metadata", "annotations", Names.STARTED_ANNOTATION).equals("true"),
        Json.string(run, "metadata", "deletionTimestamp").isPresent(),
        Succeeded.of(run),
        tasks(run),
        Json.objects(run, "status", "skippedTasks").stream().map(t -> text(t, "name")).toList(),
        Stream.concat(references(run), embedded(run)).toList(),
        Json.time(run, "status", "completionTime"));
  }

  boolean ended() {
    return condition.filter(Succeeded::ended).isPresent();
  }

  private static Stream<Reference> references(JsonObject run) {
    return Json.objects(run, "status", "childReferences").stream()
        .map(r -> new Reference(text(r, "kind"), text(r, "name"), text(r, "pipelineTaskName")));
  }

  /** An old Tekton has the statuses of its TaskRuns in its own, by their names. */
  private static Stream<Reference> embedded(JsonObject run) {
    return Json.object(run, "status", "taskRuns").map(JsonObject::keySet).stream()
        .flatMap(Set::stream)
        .map(
            name ->
                new Reference(
                    LeanTaskRun.KIND,
                    name,
                    text(run, "status", "taskRuns", name, "pipelineTaskName")));
  }

  private static String execution(JsonObject run) {
    String namespace = text(run, "metadata", "annotations", Names.SOURCE_NAMESPACE_LABEL);
    String name = text(run, "metadata", "annotations", Names.EXECUTION_LABEL);
    return namespace.isEmpty() || name.isEmpty() ? "" : namespace + "/" + name;
  }

  private static List<String> tasks(JsonObject run) {
    return Json.object(run, "status", "pipelineSpec")
        .or(() -> Json.object(run, "spec", "pipelineSpec"))
        .map(
            spec ->
                Stream.of("tasks", "finally")
                    .flatMap(kind -> Json.objects(spec, kind).stream())
                    .map(task -> text(task, "name"))
                    .toList())
        .orElse(List.of());
  }

  private static String text(JsonObject object, String... path) {
    return Json.string(object, path).orElse("");
  }
}
