package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** An engine whose children are Kubernetes objects of one type. Its adapter only translates. */
final class KubernetesEngine<C extends EngineChild> implements ExecutionEngine {

  static final String BY_EXECUTION = "execution";

  private final KubernetesApi api;
  private final EngineAdapter<C> adapter;
  private final WatchCache<C> cache;
  private final Pods pods;
  private final ChildEvents events;
  private final String namespace;
  private final Reads<C> reads;

  /**
   * An engine over the objects that the adapter translates.
   *
   * @param told of what a read has shown before the watch did, and how to observe it
   */
  KubernetesEngine(
      KubernetesApi api,
      EngineAdapter<C> adapter,
      WatchCache<C> cache,
      Pods pods,
      ChildEvents events,
      String namespace,
      BiConsumer<Change<C>, Function<C, Child>> told) {
    this.api = api;
    this.adapter = adapter;
    this.cache = cache;
    this.pods = pods;
    this.events = events;
    this.namespace = namespace;
    this.reads = new Reads<>(cache, change -> told.accept(change, this::observe));
  }

  @Override
  public String name() {
    return adapter.engine();
  }

  @Override
  public Availability availability() {
    if (cache.notServed()) {
      return Availability.NOT_SERVED;
    }
    return cache.synced() ? Availability.SERVED : Availability.UNKNOWN;
  }

  @Override
  public List<Child> children(String executionUid, Set<String> names) {
    Map<String, C> found = new LinkedHashMap<>();
    if (!executionUid.isEmpty()) {
      cache.find(BY_EXECUTION, executionUid).forEach(c -> found.put(c.uid(), c));
    }
    names.forEach(name -> cache.get(namespace, name).ifPresent(c -> found.put(c.uid(), c)));
    return found.values().stream().map(this::observe).toList();
  }

  /** A child as its object and its pods last showed it. */
  Child observe(C child) {
    return adapter.observe(child, pods.asLastSeen(child.executionUid()), List.of());
  }

  @Override
  public Optional<List<Child>> read(Set<String> names, boolean withEvents) {
    List<Child> found = new ArrayList<>();
    for (String name : names) {
      ApiAnswer<JsonObject> answer = api.get(ref(name));
      if (answer.failure().filter(e -> !e.is(ApiError.Kind.NOT_FOUND)).isPresent()) {
        return Optional.empty();
      }
      if (answer.toOptional().isPresent()) {
        Optional<Child> child = readOne(took(answer.toOptional().get()), withEvents);
        if (child.isEmpty()) {
          return Optional.empty();
        }
        found.add(child.get());
      }
    }
    return Optional.of(found);
  }

  private Optional<Child> readOne(C child, boolean withEvents) {
    Optional<List<LeanPod>> seen = pods.read(child.executionUid());
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<LeanEvent>> told =
        withEvents ? events.about(child.uid(), seen.get()) : Optional.of(List.of());
    return told.map(list -> adapter.observe(child, seen.get(), list));
  }

  @Override
  public Outcome create(ChildSpec spec) {
    return api.create(adapter.type(), spec.namespace(), adapter.manifest(spec))
        .match(
            this::written,
            error ->
                Refusals.ofCreate(
                    "create %s %s/%s"
                        .formatted(adapter.type().kind(), spec.namespace(), spec.name()),
                    error));
  }

  @Override
  public Outcome start(Child child) {
    return patch(child, adapter.start(child), "start");
  }

  @Override
  public Outcome stop(Child child) {
    return adapter
        .stop(child)
        .map(patch -> patch(child, patch, "stop"))
        .orElseGet(() -> delete(child));
  }

  /** Pods that an orphaning deletion has left without an owner go first: nothing else ends them. */
  @Override
  public Outcome delete(Child child) {
    Optional<LeanPod> abandoned =
        child.removal() == Child.Removal.CARELESS
            ? pods.abandoned(child.executionUid())
            : Optional.empty();
    return abandoned.map(pods::delete).orElseGet(() -> deleteInForeground(child));
  }

  private Outcome deleteInForeground(Child child) {
    return api.delete(ref(child.name()), Deletion.foreground(child.uid()))
        .match(
            answer -> deleted(child, answer),
            error ->
                error.is(ApiError.Kind.NOT_FOUND)
                    ? forget(child)
                    : Refusals.ofChange("delete " + child.describe(), error));
  }

  @Override
  public Outcome release(Child child) {
    return cache
        .byUid(child.uid())
        .map(
            seen -> {
              List<String> others = new ArrayList<>(seen.finalizers());
              others.remove(Names.EXECUTION_FINALIZER);
              JsonObject patch = Patches.finalizers(child.uid(), child.resourceVersion(), others);
              return api.mergePatch(ref(child.name()), patch)
                  .match(
                      answer -> others.isEmpty() ? forget(child) : written(answer),
                      error ->
                          error.is(ApiError.Kind.NOT_FOUND)
                              ? forget(child)
                              : Refusals.ofChange("release " + child.describe(), error));
            })
        .orElseGet(() -> new Outcome.Stale(child.describe() + " is not in view any more"));
  }

  private Outcome patch(Child child, JsonObject patch, String verb) {
    return api.mergePatch(ref(child.name()), patch)
        .match(this::written, error -> Refusals.ofChange(verb + " " + child.describe(), error));
  }

  /** A server answers a deletion with the object while finalizers keep it, else with a Status. */
  private Outcome deleted(Child child, JsonObject answer) {
    return answer.has("metadata") && answer.getAsJsonObject("metadata").has("uid")
        ? written(answer)
        : forget(child);
  }

  private Outcome forget(Child child) {
    cache.deleted(child.uid(), child.resourceVersion());
    return new Outcome.Done();
  }

  private Outcome written(JsonObject answer) {
    C unused = remember(answer);
    return new Outcome.Done();
  }

  private C took(JsonObject answer) {
    C child = adapter.decode(answer);
    reads.take(child);
    return child;
  }

  private C remember(JsonObject answer) {
    C child = adapter.decode(answer);
    cache.written(child);
    return child;
  }

  private ResourceRef ref(String name) {
    return adapter.type().named(namespace, name);
  }
}
