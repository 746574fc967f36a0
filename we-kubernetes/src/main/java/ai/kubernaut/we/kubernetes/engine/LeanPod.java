package ai.kubernaut.we.kubernetes.engine;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.failure.Evidence.PodCondition;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.Watched;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a pod that tells how far it has come and why it ended.
 *
 * @param executionUid uid of the execution that it belongs to; may be empty
 * @param ownerUid uid of the object that controls it; may be empty
 * @param task the Tekton task run that it belongs to; empty for others
 * @param createdAt as the server wrote it: texts of this kind sort by time
 * @param node where it was scheduled; empty before that
 * @param reason and message of its own status; may be empty
 * @param deleting its deletion was asked for
 * @param gone it is no more; this is how it was last seen
 */
public record LeanPod(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    String executionUid,
    String ownerUid,
    String task,
    String createdAt,
    String node,
    String phase,
    String reason,
    String message,
    List<PodCondition> conditions,
    List<LeanContainer> containers,
    boolean deleting,
    boolean gone)
    implements Watched {

  private static final String TASK_LABEL = "tekton.dev/taskRun";

  public LeanPod {
    conditions = List.copyOf(conditions);
    containers = List.copyOf(containers);
  }

  public static LeanPod decode(JsonObject pod) {
    return new LeanPod(
        text(pod, "metadata", "namespace"),
        text(pod, "metadata", "name"),
        text(pod, "metadata", "uid"),
        text(pod, "metadata", "resourceVersion"),
        text(pod, "metadata", "labels", Names.EXECUTION_UID_LABEL),
        owner(pod),
        text(pod, "metadata", "labels", TASK_LABEL),
        text(pod, "metadata", "creationTimestamp"),
        text(pod, "spec", "nodeName"),
        Json.string(pod, "status", "phase").orElse("Unknown"),
        text(pod, "status", "reason"),
        text(pod, "status", "message"),
        conditions(pod),
        containers(pod),
        Json.string(pod, "metadata", "deletionTimestamp").isPresent(),
        false);
  }

  /** The same pod after it is gone. */
  public LeanPod asDeleted() {
    return new LeanPod(
        namespace,
        name,
        uid,
        resourceVersion,
        executionUid,
        ownerUid,
        task,
        createdAt,
        node,
        phase,
        reason,
        message,
        conditions,
        containers,
        deleting,
        true);
  }

  /**
   * The same pod, with what an earlier sight of it knew and this one does not: that a container has
   * started, and what it was waiting for before its kubelet lost track of it.
   */
  public LeanPod after(LeanPod earlier) {
    Map<String, LeanContainer> before = new LinkedHashMap<>();
    earlier.containers.forEach(c -> before.put(c.name(), c));
    List<LeanContainer> merged = new ArrayList<>();
    for (LeanContainer container : containers) {
      LeanContainer known = before.get(container.name());
      merged.add(known == null ? container : container.after(known));
    }
    return new LeanPod(
        namespace,
        name,
        uid,
        resourceVersion,
        executionUid,
        ownerUid,
        task,
        createdAt,
        node.isEmpty() ? earlier.node : node,
        phase,
        reason,
        message,
        conditions,
        merged,
        deleting,
        gone);
  }

  /** All its containers have ended, for good. */
  public boolean ended() {
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /**
   * Whether it may have gone on after this state while nobody watched: it is gone, had not ended,
   * and could still have been bound to a node.
   */
  boolean unwatched() {
    return gone && !ended() && !(deleting && node.isEmpty());
  }

  private static String owner(JsonObject pod) {
    return Json.objects(pod, "metadata", "ownerReferences").stream()
        .filter(owner -> Json.bool(owner, "controller").orElse(false))
        .map(owner -> text(owner, "uid"))
        .findFirst()
        .orElse("");
  }

  private static List<PodCondition> conditions(JsonObject pod) {
    return Json.objects(pod, "status", "conditions").stream()
        .map(
            c ->
                new PodCondition(
                    text(c, "type").intern(),
                    text(c, "status").equals("True"),
                    text(c, "reason"),
                    text(c, "message")))
        .filter(c -> c.type().equals("PodScheduled") || c.type().equals("DisruptionTarget"))
        .toList();
  }

  private static List<LeanContainer> containers(JsonObject pod) {
    Optional<Instant> asked = deletionAsked(pod);
    Map<String, LeanContainer> all = new LinkedHashMap<>();
    Json.objects(pod, "spec", "initContainers")
        .forEach(c -> all.put(text(c, "name"), LeanContainer.unreported(text(c, "name"), true)));
    Json.objects(pod, "spec", "containers")
        .forEach(c -> all.put(text(c, "name"), LeanContainer.unreported(text(c, "name"), false)));
    Json.objects(pod, "status", "initContainerStatuses")
        .forEach(s -> all.put(text(s, "name"), LeanContainer.decode(s, true, asked)));
    Json.objects(pod, "status", "containerStatuses")
        .forEach(s -> all.put(text(s, "name"), LeanContainer.decode(s, false, asked)));
    return List.copyOf(all.values());
  }

  /** The server sets the deletion time of a pod a grace period after it was asked for it. */
  private static Optional<Instant> deletionAsked(JsonObject pod) {
    long grace = Json.integer(pod, "metadata", "deletionGracePeriodSeconds").orElse(0);
    return Json.time(pod, "metadata", "deletionTimestamp")
        .map(time -> time.minus(Duration.ofSeconds(grace)));
  }

  private static String text(JsonObject object, String... path) {
    return Json.string(object, path).orElse("");
  }
}
