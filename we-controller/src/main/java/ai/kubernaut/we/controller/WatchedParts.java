package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.PartType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parts that are watched. One that somebody deletes while its child is still there goes on telling
 * what it told last.
 */
final class WatchedParts implements EngineParts {

  static final String BY_EXECUTION = "execution";

  private final KubernetesApi api;
  private final PartType type;
  private final WatchCache<EnginePart> cache;
  private final String namespace;
  private final Map<String, Map<String, EnginePart>> gone = new ConcurrentHashMap<>();

  WatchedParts(KubernetesApi api, PartType type, WatchCache<EnginePart> cache, String namespace) {
    this.api = api;
    this.type = type;
    this.cache = cache;
    this.namespace = namespace;
  }

  @Override
  public Availability availability() {
    return Engines.availability(cache);
  }

  @Override
  public List<EnginePart> asLastSeen(String executionUid) {
    return together(executionUid, cache.find(BY_EXECUTION, executionUid));
  }

  @Override
  public Optional<List<EnginePart>> read(String executionUid) {
    return api.list(
            type.type()
                .all()
                .inNamespace(namespace)
                .withLabels(Names.EXECUTION_UID_LABEL + "=" + executionUid))
        .toOptional()
        .map(page -> page.items().stream().map(type.decoder()::decode).toList())
        .map(found -> together(executionUid, found));
  }

  @Override
  public Optional<EnginePart> abandoned(String executionUid) {
    return cache.find(BY_EXECUTION, executionUid).stream()
        .filter(part -> part.ownerUid().isEmpty() && !part.deleting())
        .findFirst();
  }

  @Override
  public Outcome delete(EnginePart part) {
    return api.delete(
            type.type().named(part.namespace(), part.name()), Deletion.foreground(part.uid()))
        .match(
            answer -> {
              if (Json.string(answer, "metadata", "uid").isPresent()) {
                cache.written(type.decoder().decode(answer));
              }
              return new Outcome.Done();
            },
            error -> Refusals.ofChange("delete " + type.type().kind() + " " + part.name(), error));
  }

  /** Keeps what a part told last. */
  void saw(Change<EnginePart> change) {
    EnginePart part = change.latest();
    if (change.after().isEmpty() && !part.executionUid().isEmpty()) {
      gone.computeIfAbsent(part.executionUid(), any -> new ConcurrentHashMap<>())
          .put(part.uid(), part.asDeleted());
    }
  }

  @Override
  public void forget(String executionUid) {
    gone.remove(executionUid);
  }

  private List<EnginePart> together(String executionUid, List<EnginePart> present) {
    Map<String, EnginePart> all = new LinkedHashMap<>(gone.getOrDefault(executionUid, Map.of()));
    present.forEach(part -> all.put(part.uid(), part));
    return new ArrayList<>(all.values());
  }
}
