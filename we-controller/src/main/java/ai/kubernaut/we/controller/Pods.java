package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The pods of executions, by the execution's uid. A pod that was deleted is remembered as it was
 * last seen until its child is gone, because a failed child's pod is often gone before the child
 * says that it failed.
 */
final class Pods {

  static final String BY_EXECUTION = "execution";

  private final KubernetesApi api;
  private final WatchCache<LeanPod> cache;
  private final String namespace;
  private final Map<String, Map<String, LeanPod>> deleted = new ConcurrentHashMap<>();

  Pods(KubernetesApi api, WatchCache<LeanPod> cache, String namespace) {
    this.api = api;
    this.cache = cache;
    this.namespace = namespace;
  }

  /** How many pods of an execution there are, as last seen. */
  int present(String executionUid) {
    return cache.find(BY_EXECUTION, executionUid).size();
  }

  /** The same, read from the server now; empty if it did not answer. */
  Optional<Integer> readPresent(String executionUid) {
    return list(executionUid).map(List::size);
  }

  /** The pods of an execution as last seen, those that are gone among them. */
  List<LeanPod> asLastSeen(String executionUid) {
    return merged(executionUid, cache.find(BY_EXECUTION, executionUid));
  }

  /** The pods of an execution read from the server now, and those that are gone as last seen. */
  Optional<List<LeanPod>> read(String executionUid) {
    return list(executionUid)
        .map(
            found -> {
              Set<String> uids = found.stream().map(LeanPod::uid).collect(Collectors.toSet());
              List<LeanPod> all = new ArrayList<>(found);
              asLastSeen(executionUid).stream()
                  .filter(pod -> !uids.contains(pod.uid()))
                  .map(LeanPod::asDeleted)
                  .forEach(all::add);
              return all;
            });
  }

  /** A pod of an execution that nothing controls any more and nobody has asked to end. */
  Optional<LeanPod> abandoned(String executionUid) {
    return cache.find(BY_EXECUTION, executionUid).stream()
        .filter(pod -> pod.ownerUid().isEmpty() && !pod.deleting())
        .findFirst();
  }

  /** Asks a pod to end. */
  Outcome delete(LeanPod pod) {
    return api.delete(
            ResourceType.PODS.named(pod.namespace(), pod.name()), Deletion.background(pod.uid()))
        .match(
            answer -> {
              if (Json.string(answer, "metadata", "uid").isPresent()) {
                cache.written(decode(answer));
              }
              return new Outcome.Done();
            },
            error -> Refusals.ofChange("delete Pod " + pod.name(), error));
  }

  /** Keeps what was last seen of a pod that is gone. */
  void remember(LeanPod pod) {
    deleted
        .computeIfAbsent(pod.executionUid(), any -> new ConcurrentHashMap<>())
        .put(pod.uid(), pod.asDeleted());
  }

  /** Forgets the pods of an execution whose child is gone. */
  void forget(String executionUid) {
    deleted.remove(executionUid);
  }

  private List<LeanPod> merged(String executionUid, List<LeanPod> present) {
    Map<String, LeanPod> all = new LinkedHashMap<>(deleted.getOrDefault(executionUid, Map.of()));
    present.forEach(pod -> all.put(pod.uid(), pod));
    return List.copyOf(all.values());
  }

  private Optional<List<LeanPod>> list(String executionUid) {
    return api.list(
            ResourceType.PODS
                .all()
                .inNamespace(namespace)
                .withLabels(Names.EXECUTION_UID_LABEL + "=" + executionUid))
        .toOptional()
        .map(ResourcePage::items)
        .map(items -> items.stream().map(Pods::decode).toList());
  }

  private static LeanPod decode(JsonObject pod) {
    return LeanPod.decode(pod);
  }
}
