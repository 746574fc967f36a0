package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The pods of executions, by the execution's uid. What a pod has shown is remembered until its
 * child is gone: a failed child's pod is often gone before the child says that it failed, and the
 * last sight of a pod often knows less than the one before.
 */
final class Pods {

  static final String BY_EXECUTION = "execution";

  private final KubernetesApi api;
  private final WatchCache<LeanPod> cache;
  private final String namespace;
  private final Map<String, Map<String, LeanPod>> seen = new ConcurrentHashMap<>();

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
    return together(executionUid, cache.find(BY_EXECUTION, executionUid));
  }

  /** The pods of an execution read from the server now, and those that are gone as last seen. */
  Optional<List<LeanPod>> read(String executionUid) {
    return list(executionUid)
        .map(
            found -> {
              Set<String> present = found.stream().map(LeanPod::uid).collect(Collectors.toSet());
              return together(executionUid, found).stream()
                  .map(pod -> present.contains(pod.uid()) ? pod : pod.asDeleted())
                  .toList();
            });
  }

  /**
   * Whether the watch has yet to tell how one of these pods, which were read, has ended: it is
   * gone, but still in view as it was before its end.
   */
  boolean watchHasYetToTell(String executionUid, List<LeanPod> read) {
    Set<String> inView =
        cache.find(BY_EXECUTION, executionUid).stream()
            .map(LeanPod::uid)
            .collect(Collectors.toSet());
    return read.stream().anyMatch(pod -> pod.gone() && !pod.ended() && inView.contains(pod.uid()));
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
                cache.written(LeanPod.decode(answer));
              }
              return new Outcome.Done();
            },
            error -> Refusals.ofChange("delete Pod " + pod.name(), error));
  }

  /** Keeps what a pod shows now, on top of what it has shown before. */
  void saw(Change<LeanPod> change) {
    LeanPod pod = change.after().orElseGet(() -> change.latest().asDeleted());
    if (!pod.executionUid().isEmpty()) {
      seen.computeIfAbsent(pod.executionUid(), any -> new ConcurrentHashMap<>())
          .merge(pod.uid(), pod, (before, now) -> now.after(before));
    }
  }

  /** Forgets the pods of an execution whose child is gone. */
  void forget(String executionUid) {
    seen.remove(executionUid);
  }

  private List<LeanPod> together(String executionUid, List<LeanPod> present) {
    Map<String, LeanPod> all = new LinkedHashMap<>(seen.getOrDefault(executionUid, Map.of()));
    present.forEach(pod -> all.merge(pod.uid(), pod, (before, now) -> now.after(before)));
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
        .map(items -> items.stream().map(LeanPod::decode).toList())
        .map(
            found -> {
              found.forEach(cache::written);
              return found;
            });
  }
}
