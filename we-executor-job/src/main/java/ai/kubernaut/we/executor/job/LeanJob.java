package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.failure.Evidence.Verdict;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of a Job that tells whose it is and how far it has come.
 *
 * @param execution {@code namespace/name} of its execution; empty where it is not one of ours
 * @param containers names of the containers of its pod template, init containers among them
 * @param sidecars those among them that accompany the others and never end a pod
 * @param acknowledged its own controller has written to it
 * @param letGo it carries our mark that we have started it
 * @param deleting its deletion was asked for
 * @param target what it is about to end with; its pods may still run
 * @param end what it has ended with
 * @param overtime its time is over
 * @param account how many pods it counts
 */
public record LeanJob(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    String executionUid,
    String execution,
    List<String> finalizers,
    List<String> containers,
    List<String> sidecars,
    boolean suspend,
    boolean acknowledged,
    boolean letGo,
    boolean deleting,
    Optional<Verdict> target,
    Optional<End> end,
    Optional<Overtime> overtime,
    Account account)
    implements EngineChild {

  public LeanJob {
    finalizers = List.copyOf(finalizers);
    containers = List.copyOf(containers);
    sidecars = List.copyOf(sidecars);
  }

  /** A terminal condition. */
  public record End(boolean succeeded, Verdict verdict, Optional<Instant> at) {}

  /**
   * The Job's own count of its pods.
   *
   * @param complete whether every pod that was made is in it: one that the failure policy ignores
   *     is not
   */
  public record Account(int active, int ready, int succeeded, int failed, boolean complete) {

    int all() {
      return active + succeeded + failed;
    }
  }

  static LeanJob decode(JsonObject job) {
    return new LeanJob(
        text(job, "metadata", "namespace"),
        text(job, "metadata", "name"),
        text(job, "metadata", "uid"),
        text(job, "metadata", "resourceVersion"),
        text(job, "metadata", "labels", Names.EXECUTION_UID_LABEL),
        execution(job),
        Json.strings(job, "metadata", "finalizers"),
        containers(job),
        sidecars(job),
        Json.bool(job, "spec", "suspend").orElse(false),
        !Json.objects(job, "status", "conditions").isEmpty(),
        text(job, "metadata", "annotations", Names.STARTED_ANNOTATION).equals("true"),
        Json.string(job, "metadata", "deletionTimestamp").isPresent(),
        holding(job, "FailureTarget").map(LeanJob::verdict),
        end(job),
        Overtime.of(job),
        account(job));
  }

  private static String execution(JsonObject job) {
    String namespace = text(job, "metadata", "annotations", Names.SOURCE_NAMESPACE_LABEL);
    String name = text(job, "metadata", "annotations", Names.EXECUTION_LABEL);
    return namespace.isEmpty() || name.isEmpty() ? "" : namespace + "/" + name;
  }

  private static List<String> containers(JsonObject job) {
    return Stream.of("containers", "initContainers")
        .flatMap(kind -> Json.objects(job, "spec", "template", "spec", kind).stream())
        .map(container -> text(container, "name"))
        .toList();
  }

  /** Init containers that run on, and are restarted whenever they end. */
  private static List<String> sidecars(JsonObject job) {
    return Json.objects(job, "spec", "template", "spec", "initContainers").stream()
        .filter(container -> text(container, "restartPolicy").equals("Always"))
        .map(container -> text(container, "name"))
        .toList();
  }

  private static Optional<End> end(JsonObject job) {
    return holding(job, "Complete")
        .map(c -> new End(true, verdict(c), completedAt(job, c)))
        .or(() -> holding(job, "Failed").map(c -> new End(false, verdict(c), changedAt(c))));
  }

  private static Optional<JsonObject> holding(JsonObject job, String type) {
    return Json.objects(job, "status", "conditions").stream()
        .filter(c -> text(c, "type").equals(type) && text(c, "status").equals("True"))
        .findFirst();
  }

  private static Verdict verdict(JsonObject condition) {
    return new Verdict(text(condition, "reason"), text(condition, "message"));
  }

  private static Optional<Instant> completedAt(JsonObject job, JsonObject condition) {
    return Json.time(job, "status", "completionTime").or(() -> changedAt(condition));
  }

  private static Optional<Instant> changedAt(JsonObject condition) {
    return Json.time(condition, "lastTransitionTime");
  }

  private static Account account(JsonObject job) {
    boolean ignores =
        Json.objects(job, "spec", "podFailurePolicy", "rules").stream()
            .anyMatch(rule -> text(rule, "action").equals("Ignore"));
    return new Account(
        count(job, "active"),
        count(job, "ready"),
        count(job, "succeeded"),
        count(job, "failed"),
        !ignores);
  }

  private static int count(JsonObject job, String field) {
    return (int) Json.integer(job, "status", field).orElse(0);
  }

  private static String text(JsonObject object, String... path) {
    return Json.string(object, path).orElse("");
  }
}
