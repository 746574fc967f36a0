package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.controller.metrics.RuntimeMetrics;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.PartType;
import java.util.List;
import java.util.stream.Stream;

/** The watches that decisions rest on; all but the one of executions hold only what is ours. */
record Caches(
    WatchCache<WatchedExecution> executions,
    WatchCache<LockLease> locks,
    WatchCache<LeanPod> pods) {

  static Caches of(KubernetesApi api, String namespace, RuntimeMetrics metrics, Time time) {
    return new Caches(
        WatchCache.builder(api, WatchedExecution.TYPE.all(), Executions::decode)
            .index(Executions.BY_LOCK_NAME, WatchedExecution::lockNames)
            .index(Executions.PENDING_BY_WORKFLOW, WatchedExecution::pendingWorkflow)
            .observer(metrics.cache("workflowexecutions"))
            .clock(time.wall(), time.nanos())
            .build(),
        WatchCache.builder(api, ours(ResourceType.LEASES, namespace), LockLease::decode)
            .index(
                Locks.BY_HOLDER,
                lease -> lease.lock().claim().map(c -> c.holder().uid()).stream().toList())
            .index(
                Locks.BY_SOURCE,
                lease -> lease.lock().claim().map(c -> c.holder().namespace()).stream().toList())
            .observer(metrics.cache("leases"))
            .clock(time.wall(), time.nanos())
            .build(),
        WatchCache.builder(api, ours(ResourceType.PODS, namespace), LeanPod::decode)
            .index(Pods.BY_EXECUTION, pod -> List.of(pod.executionUid()))
            .observer(metrics.cache("pods"))
            .clock(time.wall(), time.nanos())
            .build());
  }

  static <C extends EngineChild> WatchCache<C> children(
      KubernetesApi api,
      EngineAdapter<C> adapter,
      String namespace,
      RuntimeMetrics metrics,
      Time time) {
    return WatchCache.builder(api, ours(adapter.type(), namespace), adapter)
        .index(KubernetesEngine.BY_EXECUTION, child -> List.of(child.executionUid()))
        .observer(metrics.cache(adapter.type().plural()))
        .clock(time.wall(), time.nanos())
        .build();
  }

  static WatchCache<EnginePart> parts(
      KubernetesApi api, PartType type, String namespace, RuntimeMetrics metrics, Time time) {
    return WatchCache.builder(api, ours(type.type(), namespace), type.decoder())
        .index(WatchedParts.BY_EXECUTION, part -> List.of(part.executionUid()))
        .observer(metrics.cache(type.type().plural()))
        .clock(time.wall(), time.nanos())
        .build();
  }

  private static Selection ours(ResourceType type, String namespace) {
    return type.all().inNamespace(namespace).withLabels(Names.EXECUTION_UID_LABEL);
  }

  Stream<WatchCache<?>> all() {
    return Stream.of(executions, locks, pods);
  }
}
