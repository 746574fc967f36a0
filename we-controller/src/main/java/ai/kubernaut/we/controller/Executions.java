package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All executions, as seen and as written. */
final class Executions {

  static final String BY_LOCK_NAME = "lockName";
  static final String PENDING_BY_WORKFLOW = "pendingWorkflow";

  private final KubernetesApi api;
  private final WatchCache<WatchedExecution> cache;
  private final Reads<WatchedExecution> reads;

  /**
   * Executions that can be read and written.
   *
   * @param told of what a read has shown before the watch did
   */
  Executions(
      KubernetesApi api,
      WatchCache<WatchedExecution> cache,
      Consumer<Change<WatchedExecution>> told) {
    this.api = api;
    this.cache = cache;
    this.reads = new Reads<>(cache, told);
  }

  static WatchedExecution decode(JsonObject object) {
    return WatchedExecution.of(WorkflowExecutionCodec.read(object));
  }

  Optional<WatchedExecution> seen(String namespace, String name) {
    return cache.get(namespace, name);
  }

  /** Whether it exists and has not ended. */
  boolean atWork(String uid) {
    return cache.byUid(uid).filter(found -> !found.execution().terminal()).isPresent();
  }

  boolean exists(String uid) {
    return cache.byUid(uid).isPresent();
  }

  /** Every execution of one of the lock names. */
  List<WatchedExecution> ofTarget(List<String> lockNames) {
    Map<String, WatchedExecution> found = new LinkedHashMap<>();
    lockNames.forEach(name -> cache.find(BY_LOCK_NAME, name).forEach(e -> found.put(e.uid(), e)));
    return List.copyOf(found.values());
  }

  /** The execution of that name, read from the server now. */
  ApiAnswer<Optional<WatchedExecution>> read(String namespace, String name) {
    return api.get(WatchedExecution.TYPE.named(namespace, name))
        .match(
            found -> ApiAnswer.ok(Optional.of(took(found))),
            error ->
                error.is(ApiError.Kind.NOT_FOUND)
                    ? ApiAnswer.ok(Optional.empty())
                    : ApiAnswer.failed(error));
  }

  /** The execution that holds a lock, read from the server now; empty if it exists no more. */
  ApiAnswer<Optional<WatchedExecution>> read(Holder holder) {
    return read(holder.namespace(), holder.name())
        .map(found -> found.filter(e -> e.uid().equals(holder.uid())));
  }

  Outcome setFinalizers(Metadata execution, List<String> finalizers) {
    JsonObject patch = Patches.finalizers(execution.uid(), execution.resourceVersion(), finalizers);
    return api.mergePatch(ref(execution), patch)
        .match(
            this::done,
            error ->
                Refusals.ofChange("patch WorkflowExecution " + execution.qualifiedName(), error));
  }

  /** Writes what changed in the status, if the execution is still as it was seen. */
  ApiAnswer<WatchedExecution> writeStatus(
      WorkflowExecution execution, WorkflowExecutionStatus status) {
    Metadata metadata = execution.metadata();
    JsonObject patch = WorkflowExecutionCodec.statusPatch(execution.status(), status);
    patch.add(
        "metadata",
        Patches.conditional(metadata.uid(), metadata.resourceVersion()).get("metadata"));
    return api.patchStatus(ref(metadata), patch).map(this::remember);
  }

  private static ResourceRef ref(Metadata metadata) {
    return WatchedExecution.TYPE.named(metadata.namespace(), metadata.name());
  }

  private Outcome done(JsonObject written) {
    WatchedExecution unused = remember(written);
    return new Outcome.Done();
  }

  private WatchedExecution took(JsonObject read) {
    WatchedExecution execution = decode(read);
    reads.take(execution);
    return execution;
  }

  private WatchedExecution remember(JsonObject written) {
    WatchedExecution execution = decode(written);
    cache.written(execution);
    return execution;
  }
}
