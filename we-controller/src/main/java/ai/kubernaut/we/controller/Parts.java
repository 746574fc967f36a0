package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.audit.DeliveringTrail;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.metrics.Metrics;
import ai.kubernaut.we.controller.metrics.ProcessMetrics;
import ai.kubernaut.we.controller.runtime.Backoff;
import ai.kubernaut.we.controller.runtime.EventRecorder;
import ai.kubernaut.we.controller.runtime.Health;
import ai.kubernaut.we.controller.runtime.Next;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.controller.runtime.WorkQueue;
import ai.kubernaut.we.controller.runtime.Workers;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.executor.tekton.TektonAdapter;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.PartType;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a controller, put together. */
final class Parts {

  private static final Logger log = LoggerFactory.getLogger(Parts.class);
  private static final Duration STUCK = Duration.ofMinutes(10);
  private static final Duration SILENT = Duration.ofMinutes(15);

  /** One Event that hangs must not hold up the others for long. */
  private static final Duration EVENT = Duration.ofSeconds(5);

  private final Metrics metrics = Metrics.create();
  private final AtomicReference<Settings> settings;
  private final Health health = new Health();
  private final Time time;
  private final InstantSource clock;
  private final Caches caches;
  private final List<WatchCache<? extends EngineChild>> children = new ArrayList<>();
  private final List<WatchCache<EnginePart>> partCaches = new ArrayList<>();
  private final Engines engines;
  private final WorkQueue<WorkItem> queue;
  private final Workers<WorkItem> workers;
  private final EventRecorder recorder;
  private final DeliveringTrail audit;
  private final WorkflowCatalog catalog;
  private final Leadership leadership;
  private final EngineWatch engineWatch;
  private volatile boolean ending;

  private Parts(Connection connection, Configuration configuration, String version, Time time)
      throws IOException {
    this.time = time;
    this.clock = time.wall();
    this.settings = new AtomicReference<>(configuration.settings());
    String namespace = configuration.settings().executionNamespace();
    KubernetesApi api =
        KubernetesApi.builder(connection.client())
            .version(version)
            .metrics(metrics.runtime().requests())
            .build();
    this.caches = Caches.of(api, namespace, metrics.runtime(), time);
    this.queue =
        WorkQueue.builder(this::group).time(time).metrics(metrics.runtime().queue()).build();
    this.audit = AuditDelivery.open(configuration, metrics.audit(), this::audited);
    this.catalog = CatalogAccess.open(configuration, this::wakePending, this::wakeAll);
    String identity = Leadership.identity();
    this.recorder =
        new EventRecorder(
            api.withTimeout(EVENT),
            "we-controller",
            identity,
            10_000,
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10)),
            clock);

    Pods pods = new Pods(api, caches.pods(), namespace);
    Traces traces = new Traces();
    Pace pace = new Pace(settings::get, clock);
    Wakeups wakeups =
        new Wakeups(queue, caches.executions(), caches.locks(), pods, pace, audit, this::children);
    Executions executions = new Executions(api, caches.executions(), wakeups::execution);
    Locks locks = new Locks(api, caches.locks(), wakeups::lock, namespace, clock);
    this.engines =
        new Engines(
            List.of(
                engine(api, new JobAdapter(), pods, traces, wakeups, namespace),
                engine(api, new TektonAdapter(), pods, traces, wakeups, namespace)));
    caches.executions().listen(wakeups::execution);
    caches.locks().listen(wakeups::lock);
    caches.pods().witness(pods::saw);
    caches.pods().listen(wakeups::pod);

    Effects effects = new Effects(executions, locks, engines, audit);
    StatusWriter writer =
        new StatusWriter(executions, new EventNotes(recorder), audit, metrics.executions(), pace);
    ExecutionObserver observer =
        new ExecutionObserver(
            executions, locks, engines, pods, traces, catalog, audit, pace, settings::get, clock);
    OrphanObserver orphans =
        new OrphanObserver(executions, locks, engines, pods, settings::get, clock);
    this.leadership =
        Leadership.of(
            api,
            connection,
            configuration.controller(),
            identity,
            this::lead,
            queue,
            new NamespaceMove(this::allExecutions, settings::get, clock));
    Reconciling reconciling =
        new Reconciling(
            new ExecutionReconciler(observer, effects, writer, queue::covered, this::leads),
            new OrphanReconciler(orphans, effects, this::leads));
    this.workers =
        new Workers<>(
            configuration.controller().workers(),
            queue,
            reconciling::reconcile,
            clock,
            time.nanos(),
            metrics.runtime().queue());
    this.engineWatch = new EngineWatch(engines, this::wakeAll);
    check();
    measure(version);
  }

  static Parts assemble(
      Connection connection, Configuration configuration, String version, Time time)
      throws IOException {
    return new Parts(connection, configuration, version, time);
  }

  /** The two kinds of work. */
  private record Reconciling(ExecutionReconciler executions, OrphanReconciler orphans) {
    Next reconcile(WorkItem item) {
      return item instanceof WorkItem.OfExecution execution
          ? executions.reconcile(execution)
          : orphans.reconcile((WorkItem.OfTarget) item);
    }
  }

  private <C extends EngineChild> KubernetesEngine<C> engine(
      KubernetesApi api,
      EngineAdapter<C> adapter,
      Pods pods,
      Traces traces,
      Wakeups wakeups,
      String namespace) {
    WatchCache<C> cache = Caches.children(api, adapter, namespace, metrics.runtime(), time);
    EngineParts parts =
        adapter
            .parts()
            .<EngineParts>map(type -> parts(api, type, wakeups, namespace))
            .orElse(EngineParts.NONE);
    KubernetesEngine<C> engine =
        new KubernetesEngine<>(
            api,
            adapter,
            cache,
            parts,
            pods,
            traces,
            new ChildEvents(api, namespace),
            namespace,
            wakeups::child);
    cache.witness(traces::saw);
    cache.listen(
        change -> {
          wakeups.child(change, engine::observe);
          if (change.after().isEmpty()) {
            parts.forget(change.latest().executionUid());
          }
        });
    children.add(cache);
    return engine;
  }

  private WatchedParts parts(KubernetesApi api, PartType type, Wakeups wakeups, String namespace) {
    WatchCache<EnginePart> cache = Caches.parts(api, type, namespace, metrics.runtime(), time);
    WatchedParts parts = new WatchedParts(api, type, cache, namespace);
    cache.witness(parts::saw);
    cache.listen(change -> wakeups.part(change.latest()));
    partCaches.add(cache);
    return parts;
  }

  void start() {
    queue.pause();
    everything().forEach(WatchCache::start);
    recorder.start();
    workers.start();
    engineWatch.start();
    Thread thread = new Thread(this::seekLeadership, "start");
    thread.setDaemon(true);
    thread.start();
  }

  private Stream<WatchCache<?>> everything() {
    return Stream.of(caches.all(), children.stream(), partCaches.stream())
        .flatMap(Function.identity());
  }

  /** Decisions need complete caches; engines that are not there yet are waited for one by one. */
  private void seekLeadership() {
    try {
      for (WatchCache<?> cache : caches.all().toList()) {
        while (!ending && !cache.synced()) {
          if (!cache.awaitDecided(Duration.ofSeconds(30)) || cache.notServed()) {
            log.warn(
                "waiting for {}: {}",
                cache.selection().type().plural(),
                cache.notServed()
                    ? "the API server does not serve it; is the CRD installed?"
                    : cache.lastError().map(e -> e.summary()).orElse("no answer yet"));
            Thread.sleep(1_000);
          }
        }
      }
      if (!ending) {
        leadership.seek();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lead() {
    wakeAll();
    caches.locks().all().forEach(lock -> queue.add(new WorkItem.OfTarget(lock.name())));
    children.forEach(
        cache -> cache.all().forEach(child -> queue.add(new WorkItem.OfTarget(child.name()))));
    queue.resume();
  }

  /** Asked before each step: at the end only the step in hand is finished. */
  private boolean leads() {
    return !ending && leadership.leads();
  }

  private List<Child> children(String executionUid) {
    return engines.children(executionUid, Set.of());
  }

  private void wakeAll() {
    caches.executions().all().forEach(execution -> queue.add(execution.key()));
  }

  /** There is news of a workflow. */
  private void wakePending(String workflowId) {
    caches
        .executions()
        .find(Executions.PENDING_BY_WORKFLOW, workflowId)
        .forEach(execution -> queue.add(execution.key()));
  }

  /** Only the end of an execution waits for its audit events. */
  private void audited(String executionUid) {
    caches
        .executions()
        .byUid(executionUid)
        .filter(execution -> execution.execution().terminal())
        .ifPresent(execution -> queue.add(execution.key()));
  }

  private String group(WorkItem item) {
    return item instanceof WorkItem.OfExecution e
        ? caches
            .executions()
            .get(e.namespace(), e.name())
            .map(WatchedExecution::group)
            .orElse(e.toString())
        : ((WorkItem.OfTarget) item).lockName();
  }

  private void check() {
    health
        .live("workers", () -> workers.stuckFor(STUCK).map(key -> "a worker is stuck on " + key))
        .live("contact", this::silent);
    caches
        .all()
        .forEach(
            cache ->
                health.ready(
                    cache.selection().type().plural(),
                    () ->
                        cache.synced()
                            ? Optional.empty()
                            : Optional.of(
                                cache.lastError().map(e -> e.summary()).orElse("not synced yet"))));
  }

  private void measure(String version) {
    Stream.concat(caches.all(), children.stream()).forEach(metrics.runtime()::contact);
    metrics.process().version(version);
    metrics.process().leads(leadership::leads);
    metrics.process().locks(caches.locks()::size);
    metrics.process().eventsDropped(recorder::dropped);
    metrics.executions().follow(this::allExecutions, settings::get, clock);
  }

  private List<WorkflowExecution> allExecutions() {
    return caches.executions().all().stream().map(WatchedExecution::execution).toList();
  }

  /** Without contact since long, where there was some before. */
  private Optional<String> silent() {
    return caches
        .executions()
        .lastContact()
        .filter(at -> at.plus(SILENT).isBefore(clock.instant()))
        .map(at -> "no contact with the API server since " + at);
  }

  /** Decides by other settings from now on; everything is looked at again in their light. */
  void apply(Settings changed) {
    if (!settings.getAndSet(changed).equals(changed)) {
      wakeAll();
    }
  }

  ProcessMetrics processMetrics() {
    return metrics.process();
  }

  Health health() {
    return health;
  }

  CollectorRegistry registry() {
    return metrics.registry();
  }

  void stopWork(Duration longest) throws InterruptedException {
    ending = true;
    engineWatch.close();
    catalog.close();
    if (!workers.stop(longest)) {
      log.warn("work in hand was not finished in time");
    }
  }

  void flushEvents(Duration longest) throws InterruptedException {
    if (!recorder.flush(longest)) {
      log.warn("events were not flushed in time");
    }
    recorder.close();
  }

  void closeAudit(Duration longest) throws InterruptedException {
    if (!audit.close(longest)) {
      log.info("audit events were not delivered yet; they are owed still");
    }
  }

  void releaseLease(Duration longest) throws InterruptedException {
    leadership.resign(longest);
  }

  void closeWatches() {
    everything().forEach(WatchCache::close);
  }
}
