package ai.kubernaut.we.testkit.tekton;

import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.WatchEvent;
import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects as they were last seen. A pod that ended before it was deleted stays to be seen until
 * its TaskRun goes: what became of it must not depend on how fast it is looked at.
 */
final class Seen {

  static final ResourceType PIPELINE_RUNS =
      new ResourceType("tekton.dev", "v1", "pipelineruns", "PipelineRun", true);
  static final ResourceType TASK_RUNS =
      new ResourceType("tekton.dev", "v1", "taskruns", "TaskRun", true);
  static final ResourceType CUSTOM_RUNS =
      new ResourceType("tekton.dev", "v1beta1", "customruns", "CustomRun", true);
  static final List<ResourceType> TYPES =
      List.of(PIPELINE_RUNS, TASK_RUNS, CUSTOM_RUNS, ResourceType.PODS);

  private record Key(String plural, String namespace, String name) {}

  private final Map<Key, JsonObject> objects = new HashMap<>();
  private final Map<String, JsonObject> endedPods = new HashMap<>();

  private static Key key(ResourceType type, JsonObject object) {
    return new Key(type.plural(), namespace(object), name(object));
  }

  Optional<JsonObject> get(ResourceType type, String namespace, String name) {
    return Optional.ofNullable(objects.get(new Key(type.plural(), namespace, name)));
  }

  /** The pod of the latest attempt of a TaskRun, also after its end. */
  Optional<JsonObject> podOf(JsonObject taskRun) {
    return get(ResourceType.PODS, namespace(taskRun), podName(taskRun))
        .filter(pod -> owner(pod).equals(uid(taskRun)))
        .or(() -> Optional.ofNullable(endedPods.get(uid(taskRun))))
        .filter(pod -> name(pod).equals(podName(taskRun)));
  }

  static String podName(JsonObject taskRun) {
    int attempts = Json.objects(taskRun, "status", "retriesStatus").size();
    return name(taskRun) + "-pod" + (attempts == 0 ? "" : "-retry" + attempts);
  }

  static boolean custom(JsonObject object) {
    return Json.text(object, "kind").equals(CUSTOM_RUNS.kind());
  }

  /** Takes a version in unless a newer one is known; says whether it was news. */
  boolean put(ResourceType type, JsonObject object) {
    JsonObject known = objects.get(key(type, object));
    if (known != null && version(known) >= version(object)) {
      return false;
    }
    objects.put(key(type, object), object);
    return true;
  }

  /** Takes an event in; says whether it was news. */
  boolean take(ResourceType type, WatchEvent event) {
    return switch (event.type()) {
      case ADDED, MODIFIED -> put(type, event.object());
      case DELETED -> remove(type, event.object());
      case BOOKMARK -> false;
    };
  }

  private boolean remove(ResourceType type, JsonObject object) {
    JsonObject known = objects.get(key(type, object));
    if (type.equals(ResourceType.PODS) && ended(object)) {
      endedPods.put(owner(object), object);
    }
    if (type.equals(TASK_RUNS)) {
      endedPods.remove(uid(object));
    }
    return known != null
        && uid(known).equals(uid(object))
        && objects.remove(key(type, object), known);
  }

  /** Takes the whole of a type in, as a list has it; says what is news. */
  List<JsonObject> replace(ResourceType type, List<JsonObject> all) {
    Set<Key> present = new HashSet<>();
    all.forEach(object -> present.add(key(type, object)));
    List<JsonObject> news = new ArrayList<>();
    for (Map.Entry<Key, JsonObject> known : Map.copyOf(objects).entrySet()) {
      if (known.getKey().plural().equals(type.plural()) && !present.contains(known.getKey())) {
        objects.remove(known.getKey());
        news.add(known.getValue());
      }
    }
    all.stream().filter(object -> put(type, object)).forEach(news::add);
    return news;
  }

  private static boolean ended(JsonObject pod) {
    return List.of("Succeeded", "Failed").contains(Json.text(pod, "status", "phase"));
  }

  static String name(JsonObject object) {
    return Json.text(object, "metadata", "name");
  }

  static String namespace(JsonObject object) {
    return Json.text(object, "metadata", "namespace");
  }

  static String uid(JsonObject object) {
    return Json.text(object, "metadata", "uid");
  }

  static String label(JsonObject object, String name) {
    return Json.text(object, "metadata", "labels", name);
  }

  static boolean deleting(JsonObject object) {
    return !Json.text(object, "metadata", "deletionTimestamp").isEmpty();
  }

  static String owner(JsonObject object) {
    return Json.objects(object, "metadata", "ownerReferences").stream()
        .filter(owner -> Json.isTrue(owner, "controller"))
        .map(owner -> Json.text(owner, "uid"))
        .findFirst()
        .orElse("");
  }

  private static long version(JsonObject object) {
    return Long.parseLong(Json.text(object, "metadata", "resourceVersion"));
  }
}
