package ai.kubernaut.we.controller;

import ai.kubernaut.we.audit.DeliveringTrail;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.metrics.AuditCounters;
import ai.kubernaut.we.controller.metrics.ExecutionMetrics;
import ai.kubernaut.we.controller.metrics.RuntimeMetrics;
import ai.kubernaut.we.controller.runtime.Backoff;
import ai.kubernaut.we.controller.runtime.EventRecorder;
import ai.kubernaut.we.controller.runtime.Health;
import ai.kubernaut.we.controller.runtime.Next;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.controller.runtime.WorkQueue;
import ai.kubernaut.we.controller.runtime.Workers;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a controller, put together. */
final class Parts {

  private static final Logger log = LoggerFactory.getLogger(Parts.class);
  private static final Duration STUCK = Duration.ofMinutes(10);
  private static final Duration SILENT = Duration.ofMinutes(15);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Health health = new Health();
  private final InstantSource clock = InstantSource.system();
  private final Caches caches;
  private final List<WatchCache<? extends EngineChild>> children = new ArrayList<>();
  private final Engines engines;
  private final WorkQueue<WorkItem> queue;
  private final Workers<WorkItem> workers;
  private final EventRecorder recorder;
  private final DeliveringTrail audit;
  private final Leadership leadership;
  private final EngineWatch engineWatch;

  private Parts(Connection connection, Configuration configuration, String version)
      throws IOException {
    Settings settings = configuration.settings();
    String namespace = settings.executionNamespace();
    RuntimeMetrics metrics = new RuntimeMetrics(registry);
    KubernetesApi api =
        KubernetesApi.builder(connection.client())
            .version(version)
            .metrics(metrics.requests())
            .build();
    this.caches = Caches.of(api, namespace, metrics);
    this.queue = WorkQueue.builder(this::group).metrics(metrics.queue()).build();
    this.audit = AuditDelivery.open(configuration, new AuditCounters(registry), this::audited);
    String identity = Leadership.identity();
    this.recorder =
        new EventRecorder(
            api,
            "we-controller",
            identity,
            10_000,
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10)),
            clock);

    Pods pods = new Pods(api, caches.pods(), namespace);
    Traces traces = new Traces();
    Wakeups wakeups =
        new Wakeups(
            queue, caches.executions(), caches.locks(), pods, traces, audit, this::children);
    Executions executions = new Executions(api, caches.executions(), wakeups::execution);
    Locks locks = new Locks(api, caches.locks(), wakeups::lock, namespace, clock);
    this.engines =
        new Engines(List.of(engine(api, new JobAdapter(), pods, wakeups, namespace, metrics)));
    caches.executions().listen(wakeups::execution);
    caches.locks().listen(wakeups::lock);
    caches.pods().listen(wakeups::pod);

    Effects effects = new Effects(executions, locks, engines, audit);
    StatusWriter writer =
        new StatusWriter(
            executions, new EventNotes(recorder), audit, new ExecutionMetrics(registry));
    ExecutionObserver observer =
        new ExecutionObserver(
            executions, locks, engines, pods, traces, audit, writer::lastWrite, settings, clock);
    OrphanObserver orphans = new OrphanObserver(executions, locks, engines, pods, settings, clock);
    this.leadership =
        Leadership.of(api, connection, configuration.controller(), identity, this::lead, queue);
    Reconciling reconciling =
        new Reconciling(
            new ExecutionReconciler(observer, effects, writer, queue::covered, leadership::leads),
            new OrphanReconciler(orphans, effects, leadership::leads));
    this.workers =
        new Workers<>(
            configuration.controller().workers(),
            queue,
            reconciling::reconcile,
            clock,
            System::nanoTime,
            metrics.queue());
    this.engineWatch = new EngineWatch(engines, this::wakeAll);
    check();
  }

  static Parts assemble(Connection connection, Configuration configuration, String version)
      throws IOException {
    return new Parts(connection, configuration, version);
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
      Wakeups wakeups,
      String namespace,
      RuntimeMetrics metrics) {
    WatchCache<C> cache = Caches.children(api, adapter, namespace, metrics);
    KubernetesEngine<C> engine =
        new KubernetesEngine<>(
            api, adapter, cache, pods, new ChildEvents(api, namespace), namespace, wakeups::child);
    cache.listen(change -> wakeups.child(change, engine::observe));
    children.add(cache);
    return engine;
  }

  void start() {
    queue.pause();
    Stream.concat(caches.all(), children.stream()).forEach(WatchCache::start);
    recorder.start();
    workers.start();
    engineWatch.start();
    Thread thread = new Thread(this::seekLeadership, "start");
    thread.setDaemon(true);
    thread.start();
  }

  /** Decisions need complete caches; engines that are not there yet are waited for one by one. */
  private void seekLeadership() {
    try {
      for (WatchCache<?> cache : caches.all().toList()) {
        while (!cache.synced()) {
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
      leadership.seek();
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

  private List<Child> children(String executionUid) {
    return engines.children(executionUid, Set.of());
  }

  private void wakeAll() {
    caches.executions().all().forEach(execution -> queue.add(execution.key()));
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

  /** Without contact since long, where there was some before. */
  private Optional<String> silent() {
    return caches
        .executions()
        .lastContact()
        .filter(at -> at.plus(SILENT).isBefore(clock.instant()))
        .map(at -> "no contact with the API server since " + at);
  }

  Health health() {
    return health;
  }

  CollectorRegistry registry() {
    return registry;
  }

  void stopWork(Duration longest) throws InterruptedException {
    engineWatch.close();
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
    Stream.concat(caches.all(), children.stream()).forEach(WatchCache::close);
  }
}
