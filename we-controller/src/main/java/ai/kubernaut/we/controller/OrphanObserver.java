package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.OrphanObservation;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gathers what was left behind under one lock name, from the caches or from the server. */
final class OrphanObserver {

  private final Executions executions;
  private final Locks locks;
  private final Engines engines;
  private final Pods pods;
  private final Supplier<Settings> settings;
  private final InstantSource clock;

  OrphanObserver(
      Executions executions,
      Locks locks,
      Engines engines,
      Pods pods,
      Supplier<Settings> settings,
      InstantSource clock) {
    this.executions = executions;
    this.locks = locks;
    this.engines = engines;
    this.pods = pods;
    this.settings = settings;
    this.clock = clock;
  }

  /** Empty if the server was asked and did not answer. */
  Optional<OrphanObservation> observe(String lockName, Scope scope) {
    return scope == Scope.CACHES ? Optional.of(fromCaches(lockName)) : fromServer(lockName, scope);
  }

  private OrphanObservation fromCaches(String lockName) {
    Optional<Lock> lock = locks.seen(lockName);
    List<Child> children = engines.children("", Set.of(lockName));
    Set<String> existing = new HashSet<>();
    Map<String, Integer> present = new HashMap<>();
    for (String uid : owners(lock, children).keySet()) {
      if (executions.exists(uid)) {
        existing.add(uid);
      }
      present.put(uid, pods.present(uid));
    }
    return observation(Scope.CACHES, lock, children, existing, present);
  }

  private Optional<OrphanObservation> fromServer(String lockName, Scope scope) {
    ApiAnswer<Optional<Lock>> answer = locks.read(lockName);
    Optional<List<Child>> children = engines.read(Set.of(lockName), false);
    if (answer.failure().isPresent() || children.isEmpty()) {
      return Optional.empty();
    }
    Optional<Lock> lock = answer.toOptional().flatMap(Function.identity());
    Set<String> existing = new HashSet<>();
    Map<String, Integer> present = new HashMap<>();
    for (Holder owner : owners(lock, children.get()).values()) {
      if (owner.namespace().isEmpty() || owner.name().isEmpty()) {
        // Somebody took the names away: nobody can tell that its execution is gone.
        existing.add(owner.uid());
        continue;
      }
      ApiAnswer<Optional<WatchedExecution>> execution = executions.read(owner);
      Optional<Integer> count = pods.readPresent(owner.uid());
      if (execution.failure().isPresent() || count.isEmpty()) {
        return Optional.empty();
      }
      present.put(owner.uid(), count.get());
      execution
          .toOptional()
          .flatMap(Function.identity())
          .ifPresent(found -> existing.add(owner.uid()));
    }
    return Optional.of(observation(scope, lock, children.get(), existing, present));
  }

  private OrphanObservation observation(
      Scope scope,
      Optional<Lock> lock,
      List<Child> children,
      Set<String> existing,
      Map<String, Integer> present) {
    return new OrphanObservation(
        clock.instant(), scope, lock, children, existing, present, settings.get());
  }

  /** Whose the lock and the children are, by uid. */
  private static Map<String, Holder> owners(Optional<Lock> lock, List<Child> children) {
    Map<String, Holder> owners = new HashMap<>();
    lock.flatMap(Lock::claim)
        .map(Lock.Claim::holder)
        .ifPresent(holder -> owners.put(holder.uid(), holder));
    children.stream()
        .filter(Child::ours)
        .forEach(child -> owners.putIfAbsent(child.executionUid(), owner(child)));
    return owners;
  }

  private static Holder owner(Child child) {
    int slash = child.execution().indexOf('/');
    return new Holder(
        child.executionUid(),
        child.execution().substring(0, Math.max(slash, 0)),
        child.execution().substring(slash + 1));
  }
}
