package ai.kubernaut.we.executor.tekton;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.failure.Evidence.ContainerState;
import ai.kubernaut.we.core.failure.Evidence.Step;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.engine.ContainerStates;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of a TaskRun, or of the CustomRun of a custom task, that tells how far it has come and
 * why it ended.
 *
 * @param kind {@code TaskRun} or {@code CustomRun}
 * @param ownerUid uid of its PipelineRun; may be empty
 * @param deleting its deletion was asked for
 * @param task its name in the pipeline
 * @param attempts what came of it, the latest last; there is always one
 */
public record LeanTaskRun(
    String kind,
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    String executionUid,
    String ownerUid,
    boolean deleting,
    String task,
    List<Attempt> attempts)
    implements EnginePart {

  /** The kind of what is made for a custom task; controllers of others work on it. */
  static final String CUSTOM = "CustomRun";

  static final String KIND = "TaskRun";

  private static final String TASK_LABEL = "tekton.dev/pipelineTask";

  public LeanTaskRun {
    attempts = List.copyOf(attempts);
  }

  /**
   * One attempt at a task.
   *
   * @param condition how it ended, or how far it is; absent before Tekton has looked at it
   * @param pod name of the pod that was made for it; empty where none was
   * @param steps its steps, in order
   * @param sidecars the state of each sidecar's container, by its name
   */
  public record Attempt(
      Optional<Succeeded> condition,
      Optional<Instant> endedAt,
      String pod,
      List<Step> steps,
      List<Sidecar> sidecars) {

    public Attempt {
      steps = List.copyOf(steps);
      sidecars = List.copyOf(sidecars);
    }

    boolean ended() {
      return condition.filter(Succeeded::ended).isPresent();
    }
  }

  /** A sidecar's container. */
  public record Sidecar(String container, ContainerState state) {}

  static LeanTaskRun decode(JsonObject run) {
    JsonObject status = Json.object(run, "status").orElseGet(JsonObject::new);
    List<Attempt> attempts =
        Stream.concat(Json.objects(status, "retriesStatus").stream(), Stream.of(status))
            .map(LeanTaskRun::attempt)
            .toList();
    return new LeanTaskRun(
        text(run, "kind").equals(CUSTOM) ? CUSTOM : KIND,
        text(run, "metadata", "namespace"),
        text(run, "metadata", "name"),
        text(run, "metadata", "uid"),
        text(run, "metadata", "resourceVersion"),
        text(run, "metadata", "labels", Names.EXECUTION_UID_LABEL),
        owner(run),
        Json.string(run, "metadata", "deletionTimestamp").isPresent(),
        text(run, "metadata", "labels", TASK_LABEL),
        attempts);
  }

  private static Attempt attempt(JsonObject status) {
    return new Attempt(
        Succeeded.ofStatus(status),
        Json.time(status, "completionTime"),
        text(status, "podName"),
        Json.objects(status, "steps").stream().map(LeanTaskRun::step).toList(),
        Json.objects(status, "sidecars").stream()
            .map(s -> new Sidecar(text(s, "container"), ContainerStates.of(s)))
            .toList());
  }

  private static Step step(JsonObject step) {
    return new Step(
        text(step, "name"),
        text(step, "container"),
        ContainerStates.of(step),
        text(step, "terminationReason"));
  }

  private static String owner(JsonObject run) {
    return Json.objects(run, "metadata", "ownerReferences").stream()
        .filter(owner -> Json.bool(owner, "controller").orElse(false))
        .map(owner -> text(owner, "uid"))
        .findFirst()
        .orElse("");
  }

  /** Whether others work on it: it has neither steps nor pods that could be known. */
  boolean custom() {
    return kind.equals(CUSTOM);
  }

  Attempt latest() {
    return attempts.get(attempts.size() - 1);
  }

  @Override
  public LeanTaskRun asDeleted() {
    return new LeanTaskRun(
        kind, namespace, name, uid, resourceVersion, executionUid, ownerUid, true, task, attempts);
  }

  @Override
  public boolean questionable() {
    return latest().condition().filter(c -> c.status() == Succeeded.Status.TRUE).isEmpty();
  }

  private static String text(JsonObject object, String... path) {
    return Json.string(object, path).orElse("");
  }
}
