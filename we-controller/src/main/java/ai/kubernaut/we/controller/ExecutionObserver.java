package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditTrail;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gathers all that one decision rests on, from the caches or from the server. */
final class ExecutionObserver {

  private final Executions executions;
  private final Locks locks;
  private final Engines engines;
  private final Pods pods;
  private final Traces traces;
  private final WorkflowCatalog catalog;
  private final AuditTrail audit;
  private final Pace pace;
  private final Supplier<Settings> settings;
  private final InstantSource clock;

  ExecutionObserver(
      Executions executions,
      Locks locks,
      Engines engines,
      Pods pods,
      Traces traces,
      WorkflowCatalog catalog,
      AuditTrail audit,
      Pace pace,
      Supplier<Settings> settings,
      InstantSource clock) {
    this.executions = executions;
    this.locks = locks;
    this.engines = engines;
    this.pods = pods;
    this.traces = traces;
    this.catalog = catalog;
    this.audit = audit;
    this.pace = pace;
    this.settings = settings;
    this.clock = clock;
  }

  /** Empty if the execution does not exist or, beyond the caches, if the server did not answer. */
  Optional<Observation> observe(WorkItem.OfExecution key, Scope scope) {
    return scope == Scope.CACHES
        ? executions.seen(key.namespace(), key.name()).map(this::fromCaches)
        : fromServer(key, scope);
  }

  private Observation fromCaches(WatchedExecution watched) {
    Optional<Lock> lock =
        locks
            .seenHeldBy(watched.uid())
            .or(
                () ->
                    watched.lockNames().stream().flatMap(n -> locks.seen(n).stream()).findFirst());
    List<Child> children = engines.children(watched.uid(), names(watched, lock));
    return observation(
        Scope.CACHES, watched, lock, children, pods.present(watched.uid()), rivals(watched));
  }

  private Optional<Observation> fromServer(WorkItem.OfExecution key, Scope scope) {
    return executions
        .read(key.namespace(), key.name())
        .toOptional()
        .flatMap(Function.identity())
        .flatMap(watched -> fromServer(watched, scope));
  }

  private Optional<Observation> fromServer(WatchedExecution watched, Scope scope) {
    Optional<Optional<Lock>> lock = readLock(watched);
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> present = pods.readPresent(watched.uid());
    Optional<List<Child>> children =
        engines.read(names(watched, lock.get()), scope == Scope.SERVER_AND_EVENTS);
    Optional<List<WorkflowExecution>> rivals = readRivals(watched, lock.get());
    if (present.isEmpty() || children.isEmpty() || rivals.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        observation(scope, watched, lock.get(), children.get(), present.get(), rivals.get()));
  }

  /** Its own lock, else the first under its lock names; the outer value is empty after a fault. */
  private Optional<Optional<Lock>> readLock(WatchedExecution watched) {
    Set<String> names = new LinkedHashSet<>(watched.lockNames());
    locks.seenHeldBy(watched.uid()).map(Lock::name).ifPresent(names::add);
    List<Lock> found = new ArrayList<>();
    for (String name : names) {
      ApiAnswer<Optional<Lock>> answer = locks.read(name);
      if (answer.failure().isPresent()) {
        return Optional.empty();
      }
      answer.toOptional().flatMap(Function.identity()).ifPresent(found::add);
    }
    return Optional.of(
        found.stream()
            .filter(lock -> lock.heldBy(watched.uid()))
            .findFirst()
            .or(() -> found.stream().findFirst()));
  }

  /** The rivals in view, and whoever holds the lock, who may not be in view yet. */
  private Optional<List<WorkflowExecution>> readRivals(
      WatchedExecution watched, Optional<Lock> lock) {
    List<WorkflowExecution> rivals = new ArrayList<>(rivals(watched));
    Optional<Holder> holder =
        lock.flatMap(Lock::claim)
            .map(Lock.Claim::holder)
            .filter(h -> !h.uid().equals(watched.uid()));
    if (holder.isEmpty()) {
      return Optional.of(rivals);
    }
    ApiAnswer<Optional<WatchedExecution>> answer = executions.read(holder.get());
    if (answer.failure().isPresent()) {
      return Optional.empty();
    }
    rivals.removeIf(rival -> rival.metadata().uid().equals(holder.get().uid()));
    answer
        .toOptional()
        .flatMap(Function.identity())
        .map(WatchedExecution::execution)
        .ifPresent(rivals::add);
    return Optional.of(rivals);
  }

  private Observation observation(
      Scope scope,
      WatchedExecution watched,
      Optional<Lock> lock,
      List<Child> children,
      int present,
      List<WorkflowExecution> rivals) {
    WorkflowExecution execution = watched.execution();
    Settings inForce = settings.get();
    return new Observation(
        clock.instant(),
        scope,
        execution,
        lock,
        children,
        present,
        rivals,
        execution.status().executionRef().flatMap(ExecutionRef::uid).stream()
            .filter(traces::gone)
            .collect(Collectors.toSet()),
        engines.availability(),
        Planner.question(execution, lock).map(catalog::ask).orElseGet(CatalogAnswer.NotAsked::new),
        audit.progress(watched.uid()),
        pace.lastWrite(watched.uid()),
        inForce,
        inForce.policy().countsOthers() ? neighboursAtWork(watched) : 0);
  }

  /** By the locks, which are seen here as soon as they are taken. */
  private int neighboursAtWork(WatchedExecution watched) {
    return (int)
        locks.holdersFrom(watched.namespace()).stream()
            .map(Holder::uid)
            .filter(uid -> !uid.equals(watched.uid()))
            .filter(executions::atWork)
            .count();
  }

  private List<WorkflowExecution> rivals(WatchedExecution watched) {
    return executions.ofTarget(watched.lockNames()).stream()
        .filter(other -> !other.uid().equals(watched.uid()))
        .map(WatchedExecution::execution)
        .toList();
  }

  private static Set<String> names(WatchedExecution watched, Optional<Lock> lock) {
    Set<String> names = new LinkedHashSet<>(watched.lockNames());
    lock.map(Lock::name).ifPresent(names::add);
    return names;
  }
}
