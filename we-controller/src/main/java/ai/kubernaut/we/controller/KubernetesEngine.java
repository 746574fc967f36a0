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
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** An engine whose children are Kubernetes objects of one type. Its adapter only translates. */
final class KubernetesEngine<C extends EngineChild> implements ExecutionEngine {

  static final String BY_EXECUTION = "execution";

  private final KubernetesApi api;
  private final EngineAdapter<C> adapter;
  private final WatchCache<C> cache;
  private final EngineParts parts;
  private final Pods pods;
  private final Traces traces;
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
      EngineParts parts,
      Pods pods,
      Traces traces,
      ChildEvents events,
      String namespace,
      BiConsumer<Change<C>, Function<C, Child>> told) {
    this.api = api;
    this.adapter = adapter;
    this.cache = cache;
    this.parts = parts;
    this.pods = pods;
    this.traces = traces;
    this.events = events;
    this.namespace = namespace;
    this.reads = new Reads<>(cache, change -> told.accept(change, this::observe));
  }

  @Override
  public String name() {
    return adapter.engine();
  }

  /** Its children cannot be understood without their parts. */
  @Override
  public Availability availability() {
    Availability own = Engines.availability(cache);
    return own == Availability.SERVED ? parts.availability() : own;
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
    String uid = child.executionUid();
    Surroundings around = new Surroundings(parts.asLastSeen(uid), pods.asLastSeen(uid), List.of());
    return traces.judged(adapter.observe(child, around), around);
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

  /** Where a failure is to be explained, the watch may first have to tell how a pod has ended. */
  private Optional<Child> readOne(C child, boolean withEvents) {
    String uid = child.executionUid();
    Optional<Surroundings> around =
        parts
            .read(uid)
            .flatMap(seen -> pods.read(uid).map(found -> new Surroundings(seen, found, List.of())));
    Optional<Surroundings> told =
        withEvents
            ? around
                .filter(known -> !pods.watchHasYetToTell(uid, known.pods()))
                .flatMap(known -> events.around(child.uid(), adapter.unwatched(child), known))
            : around;
    return told.map(known -> adapter.observe(child, known));
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
    return ifOurs(child, () -> patch(child, adapter.start(child), "start"));
  }

  @Override
  public Outcome stop(Child child) {
    return ifOurs(child, () -> end(child));
  }

  @Override
  public Outcome delete(Child child) {
    return ifOurs(child, () -> remove(child));
  }

  @Override
  public Outcome release(Child child) {
    return ifOurs(child, () -> letGo(child));
  }

  /** What is not ours is never changed, whoever asks. */
  private static Outcome ifOurs(Child child, Supplier<Outcome> step) {
    return child.ours() ? step.get() : new Outcome.Stale(child.describe() + " is not ours");
  }

  private Outcome end(Child child) {
    return adapter
        .stop(child)
        .map(patch -> patch(child, patch, "stop"))
        .orElseGet(() -> remove(child));
  }

  /** What an orphaning deletion has left without an owner goes first: nothing else ends it. */
  private Outcome remove(Child child) {
    if (child.removal() != Child.Removal.CARELESS) {
      return deleteInForeground(child);
    }
    String uid = child.executionUid();
    return parts
        .abandoned(uid)
        .map(parts::delete)
        .or(() -> pods.abandoned(uid).map(pods::delete))
        .orElseGet(() -> deleteInForeground(child));
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

  private Outcome letGo(Child child) {
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
