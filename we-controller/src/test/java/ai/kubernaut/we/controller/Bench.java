package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.controller.metrics.ExecutionMetrics;
import ai.kubernaut.we.controller.metrics.RuntimeMetrics;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.controller.runtime.WorkQueue;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.settle.Note;
import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.executor.job.LeanJob;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import com.google.gson.JsonObject;
import io.kubernetes.client.util.ClientBuilder;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of the shell around an API server. Caches hold what is put or written into them. */
final class Bench implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String NAMESPACE = Settings.DEFAULTS.executionNamespace();
  static final String TARGET = "default/deployment/my-app";
  static final String LOCK = "wfe-c00449355dfb987a";

  final EmbeddedKubernetes server =
      EmbeddedKubernetes.builder()
          .crd(CustomResourceDefinition.yaml())
          .namespaces(NAMESPACE)
          .start();
  final KubernetesApi api =
      KubernetesApi.builder(new ClientBuilder().setBasePath(server.url()).build()).build();
  final CollectorRegistry registry = new CollectorRegistry();
  final JobAdapter adapter = new JobAdapter();
  final InstantSource clock = InstantSource.fixed(NOW);
  private long nanos;
  final ATrail audit = new ATrail();
  final List<Note> notes = new ArrayList<>();
  final WorkQueue<WorkItem> queue =
      WorkQueue.<WorkItem>builder(WorkItem::toString)
          .time(new Time(InstantSource.system(), () -> nanos, Duration.ofDays(1)))
          .build();
  final Traces traces = new Traces();
  final Pace pace = new Pace(() -> Settings.DEFAULTS, clock);
  CatalogAnswer catalog = new CatalogAnswer.NoSuchWorkflow();
  final Caches caches;
  final WatchCache<LeanJob> jobs;
  final Pods pods;
  final Wakeups wakeups;
  final Executions executions;
  final Locks locks;
  final KubernetesEngine<LeanJob> engine;
  final Engines engines;
  final Effects effects;
  final StatusWriter writer;
  final ExecutionObserver observer;

  Bench() {
    RuntimeMetrics metrics = new RuntimeMetrics(registry);
    caches = Caches.of(api, NAMESPACE, metrics, Time.system());
    jobs = Caches.children(api, adapter, NAMESPACE, metrics, Time.system());
    pods = new Pods(api, caches.pods(), NAMESPACE);
    jobs.witness(traces::saw);
    caches.pods().witness(pods::saw);
    wakeups =
        new Wakeups(queue, caches.executions(), caches.locks(), pods, pace, audit, this::children);
    executions = new Executions(api, caches.executions(), wakeups::execution);
    locks = new Locks(api, caches.locks(), wakeups::lock, NAMESPACE, clock);
    engine =
        new KubernetesEngine<>(
            api,
            adapter,
            jobs,
            EngineParts.NONE,
            pods,
            traces,
            new ChildEvents(api, NAMESPACE),
            NAMESPACE,
            wakeups::child);
    engines = new Engines(List.of(engine));
    effects = new Effects(executions, locks, engines, audit);
    writer =
        new StatusWriter(
            executions,
            (about, note) -> notes.add(note),
            audit,
            new ExecutionMetrics(registry),
            pace);
    observer =
        new ExecutionObserver(
            executions,
            locks,
            engines,
            pods,
            traces,
            workflowId -> catalog,
            audit,
            pace,
            () -> Settings.DEFAULTS,
            clock);
  }

  private List<Child> children(String executionUid) {
    return engines.children(executionUid, Set.of());
  }

  /** Creates an execution that is not in view yet. */
  WatchedExecution created(String name, String target) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %s, namespace: default, finalizers: [example.com/of-somebody-else]}
        spec:
          targetResource: %s
          workflowRef: {workflowId: restart, version: "1", executionBundle: "registry/restart:1"}
        """
            .formatted(name, target);
    JsonObject manifest = YamlJson.documents(yaml).get(0).getAsJsonObject();
    return Executions.decode(value(api.create(WatchedExecution.TYPE, "default", manifest)));
  }

  /** Creates an execution that is in view. */
  WatchedExecution seen(String name, String target) {
    WatchedExecution execution = created(name, target);
    caches.executions().written(execution);
    return execution;
  }

  /** Puts an execution into view with that phase, without telling the server. */
  WatchedExecution inPhase(WatchedExecution execution, Phase phase) {
    WatchedExecution changed =
        WatchedExecution.of(
            execution
                .execution()
                .withStatus(execution.execution().status().toBuilder().phase(phase).build()));
    caches.executions().written(newer(changed));
    return executions.seen(changed.namespace(), changed.name()).orElseThrow();
  }

  private static WatchedExecution newer(WatchedExecution execution) {
    Metadata m = execution.execution().metadata();
    return WatchedExecution.of(
        execution
            .execution()
            .withMetadata(
                new Metadata(
                    m.namespace(),
                    m.name(),
                    m.uid(),
                    m.resourceVersion() + "0",
                    m.generation(),
                    m.creationTimestamp(),
                    m.deletionTimestamp(),
                    m.labels(),
                    m.annotations(),
                    m.finalizers())));
  }

  /** A pod of an execution, as the server would send it. */
  static LeanPod pod(String name, String executionUid) {
    return pod(name, executionUid, "5");
  }

  static LeanPod pod(String name, String executionUid, String version) {
    return LeanPod.decode(
        Json.parse(
                """
                {"metadata":{"namespace":"%s","name":"%s","uid":"uid-%s","resourceVersion":"%s",
                 "labels":{"%s":"%s"}},"status":{"phase":"Running"}}
                """
                    .formatted(
                        NAMESPACE, name, name, version, Names.EXECUTION_UID_LABEL, executionUid))
            .orElseThrow());
  }

  /** A Job for an execution, as the server would send it; {@code spec} and {@code status} in it. */
  LeanJob job(String executionUid, String version, String rest) {
    return adapter.decode(
        Json.parse(
                """
                {"metadata":{"namespace":"%s","name":"%s","uid":"uid-of-job",
                 "resourceVersion":"%s","labels":{"%s":"%s"}}%s}
                """
                    .formatted(
                        NAMESPACE, LOCK, version, Names.EXECUTION_UID_LABEL, executionUid, rest))
            .orElseThrow());
  }

  /** The same Job under deletion while it runs. */
  LeanJob deleting(String executionUid, String version, String... finalizers) {
    return deleting("", executionUid, version, finalizers);
  }

  /** The same Job under deletion after it has failed. */
  LeanJob failedAndDeleting(String executionUid, String version, String... finalizers) {
    String failed = ",\"status\":{\"conditions\":[{\"type\":\"Failed\",\"status\":\"True\"}]}";
    return deleting(failed, executionUid, version, finalizers);
  }

  private LeanJob deleting(String rest, String executionUid, String version, String... finalizers) {
    return adapter.decode(
        Json.parse(
                """
                {"metadata":{"namespace":"%s","name":"%s","uid":"uid-of-job",
                 "resourceVersion":"%s","deletionTimestamp":"2026-03-01T12:00:00Z",
                 "labels":{"%s":"%s"},"finalizers":["%s"]}%s}
                """
                    .formatted(
                        NAMESPACE,
                        LOCK,
                        version,
                        Names.EXECUTION_UID_LABEL,
                        executionUid,
                        String.join("\",\"", finalizers),
                        rest))
            .orElseThrow());
  }

  JsonObject get(ResourceRef ref) {
    return value(api.get(ref));
  }

  Optional<JsonObject> find(ResourceType type, String name) {
    return api.get(type.named(NAMESPACE, name)).toOptional();
  }

  /** Lets time pass for the queue. */
  void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** What waits in the queue; afterwards nothing does. */
  List<String> woken() {
    List<String> woken = new ArrayList<>();
    for (Optional<WorkItem> item = queue.poll(); item.isPresent(); item = queue.poll()) {
      woken.add(item.get().toString());
      queue.done(item.get());
    }
    return woken;
  }

  static <T> T value(ApiAnswer<T> answer) {
    return answer.match(
        v -> v,
        error -> {
          throw new IllegalStateException(error.summary());
        });
  }

  @Override
  public void close() {
    server.close();
  }
}
