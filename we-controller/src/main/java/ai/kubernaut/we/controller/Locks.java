package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The locks of all targets: Leases in the execution namespace. */
final class Locks {

  static final String BY_HOLDER = "holder";
  static final String BY_SOURCE = "source";

  private final KubernetesApi api;
  private final WatchCache<LockLease> cache;
  private final Reads<LockLease> reads;
  private final String namespace;
  private final InstantSource clock;

  /**
   * Locks that can be read, taken and released.
   *
   * @param told of what a read has shown before the watch did
   */
  Locks(
      KubernetesApi api,
      WatchCache<LockLease> cache,
      Consumer<Change<LockLease>> told,
      String namespace,
      InstantSource clock) {
    this.api = api;
    this.cache = cache;
    this.reads = new Reads<>(cache, told);
    this.namespace = namespace;
    this.clock = clock;
  }

  Optional<Lock> seen(String lockName) {
    return cache.get(namespace, lockName).map(LockLease::lock);
  }

  Optional<Lock> seenHeldBy(String executionUid) {
    return cache.find(BY_HOLDER, executionUid).stream().map(LockLease::lock).findFirst();
  }

  /** Who holds the locks of executions from a namespace. */
  List<Holder> holdersFrom(String sourceNamespace) {
    return cache.find(BY_SOURCE, sourceNamespace).stream()
        .flatMap(lease -> lease.lock().claim().stream())
        .map(Lock.Claim::holder)
        .toList();
  }

  /** The lock of that name, read from the server now. */
  ApiAnswer<Optional<Lock>> read(String lockName) {
    return api.get(ref(lockName))
        .match(
            found -> ApiAnswer.ok(Optional.of(took(found))),
            error ->
                error.is(ApiError.Kind.NOT_FOUND)
                    ? ApiAnswer.ok(Optional.empty())
                    : ApiAnswer.failed(error));
  }

  Outcome take(String lockName, Metadata holder, String target, Decision decision) {
    JsonObject lease =
        LockLease.manifest(namespace, lockName, holder, target, decision, clock.instant());
    return api.create(ResourceType.LEASES, namespace, lease)
        .match(this::done, error -> Refusals.ofCreate("create Lease " + lockName, error));
  }

  Outcome markCooldown(Lock lock, Instant until) {
    JsonObject annotations = new JsonObject();
    annotations.addProperty(Names.COOLDOWN_UNTIL_ANNOTATION, until.toString());
    JsonObject patch = Patches.conditional(lock.uid(), lock.resourceVersion());
    patch.getAsJsonObject("metadata").add("annotations", annotations);
    return api.mergePatch(ref(lock.name()), patch)
        .match(this::done, error -> Refusals.ofChange("mark Lease " + lock.name(), error));
  }

  Outcome release(Lock lock) {
    return api.delete(
            ref(lock.name()), Deletion.background(lock.uid()).ifVersion(lock.resourceVersion()))
        .match(
            gone -> forget(lock),
            error ->
                error.is(ApiError.Kind.NOT_FOUND)
                    ? forget(lock)
                    : Refusals.ofChange("delete Lease " + lock.name(), error));
  }

  private Outcome forget(Lock lock) {
    cache.deleted(lock.uid(), lock.resourceVersion());
    return new Outcome.Done();
  }

  private Outcome done(JsonObject lease) {
    Lock unused = remember(lease);
    return new Outcome.Done();
  }

  private Lock took(JsonObject lease) {
    LockLease decoded = LockLease.decode(lease);
    reads.take(decoded);
    return decoded.lock();
  }

  private Lock remember(JsonObject lease) {
    LockLease decoded = LockLease.decode(lease);
    cache.written(decoded);
    return decoded.lock();
  }

  private ResourceRef ref(String lockName) {
    return ResourceType.LEASES.named(namespace, lockName);
  }
}
