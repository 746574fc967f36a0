package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.controller.runtime.Change;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.controller.runtime.WorkQueue;
import ai.kubernaut.we.core.audit.AuditTrail;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Mirror;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns changes in the caches into work. What a reconcile has written itself wakes others, never
 * itself; and nothing wakes an execution whose decisions cannot have changed. What a reconcile has
 * read before the watch brought it counts as brought by the watch.
 */
final class Wakeups {

  private final WorkQueue<WorkItem> queue;
  private final WatchCache<WatchedExecution> executions;
  private final WatchCache<LockLease> locks;
  private final Pods pods;
  private final Pace pace;
  private final AuditTrail audit;
  private final Function<String, List<Child>> children;

  Wakeups(
      WorkQueue<WorkItem> queue,
      WatchCache<WatchedExecution> executions,
      WatchCache<LockLease> locks,
      Pods pods,
      Pace pace,
      AuditTrail audit,
      Function<String, List<Child>> children) {
    this.queue = queue;
    this.executions = executions;
    this.locks = locks;
    this.pods = pods;
    this.pace = pace;
    this.audit = audit;
    this.children = children;
  }

  void execution(Change<WatchedExecution> change) {
    WatchedExecution latest = change.latest();
    if (change.after().isEmpty()) {
      audit.forget(latest.uid());
      pods.forget(latest.uid());
      latest.lockNames().forEach(name -> queue.add(new WorkItem.OfTarget(name)));
      latest.lockNames().forEach(this::wakeContenders);
    } else if (change.before().isEmpty() || differs(change)) {
      if (change.origin() == Change.Origin.WATCH) {
        queue.add(latest.key());
      }
      if (phaseChanged(change)) {
        latest.lockNames().forEach(this::wakeContenders);
      }
    }
  }

  private static boolean differs(Change<WatchedExecution> change) {
    return !change.before().map(Wakeups::relevant).equals(change.after().map(Wakeups::relevant));
  }

  /** All but the version: what decisions can rest on. */
  private static WorkflowExecution relevant(WatchedExecution watched) {
    Metadata m = watched.execution().metadata();
    return watched
        .execution()
        .withMetadata(
            new Metadata(
                m.namespace(),
                m.name(),
                m.uid(),
                "",
                m.generation(),
                m.creationTimestamp(),
                m.deletionTimestamp(),
                m.labels(),
                m.annotations(),
                m.finalizers()));
  }

  private static boolean phaseChanged(Change<WatchedExecution> change) {
    return !change
        .before()
        .map(e -> e.execution().phase())
        .equals(change.after().map(e -> e.execution().phase()));
  }

  void lock(Change<LockLease> change) {
    Lock lock = change.latest().lock();
    if (change.after().isEmpty()) {
      wakeContenders(lock.name());
      return;
    }
    if (change.origin() == Change.Origin.WATCH
        && !change.before().map(Wakeups::relevant).equals(change.after().map(Wakeups::relevant))) {
      Optional<WatchedExecution> holder =
          lock.claim().flatMap(claim -> executions.byUid(claim.holder().uid()));
      queue.add(
          holder.map(WatchedExecution::key).orElseGet(() -> new WorkItem.OfTarget(lock.name())));
    }
  }

  private static Lock relevant(LockLease lease) {
    Lock lock = lease.lock();
    return new Lock(lock.name(), lock.uid(), "", lock.claim(), lock.cooldownUntil());
  }

  <C extends EngineChild> void child(Change<C> change, Function<C, Child> observe) {
    C latest = change.latest();
    if (change.after().isEmpty()) {
      pods.forget(latest.executionUid());
      wakeContenders(latest.name());
    }
    boolean differs =
        !change
            .before()
            .map(c -> relevant(observe.apply(c)))
            .equals(change.after().map(c -> relevant(observe.apply(c))));
    if (differs && change.origin() == Change.Origin.WATCH && !nothingFollows(change, observe)) {
      wakeOwner(latest.executionUid(), latest.name());
      change
          .before()
          .filter(before -> !before.executionUid().equals(latest.executionUid()))
          .ifPresent(before -> wakeOwner(before.executionUid(), before.name()));
    } else if (change.after().isPresent()) {
      wakeForNews(latest.executionUid());
    }
  }

  /**
   * Whether nothing follows from it: an own step, which the watch may show after its answer was
   * dealt with, be it the start of a recorded child or the deletion of one whose execution has
   * ended; or a child that may go, but not before its pods in view, the last of which wakes its
   * owner.
   */
  private <C extends EngineChild> boolean nothingFollows(
      Change<C> change, Function<C, Child> observe) {
    if (change.before().isEmpty() || change.after().isEmpty()) {
      return false;
    }
    Child before = observe.apply(change.before().get());
    Child after = observe.apply(change.after().get());
    Optional<Phase> phase =
        executions.byUid(after.executionUid()).map(watched -> watched.execution().phase());
    boolean started =
        before.state() == ChildState.HELD
            && after.state() == ChildState.STARTED
            && before.removal() == after.removal();
    boolean deleted =
        before.state() == after.state()
            && before.removal() == Removal.NONE
            && after.removal() == Removal.FOREGROUND;
    boolean waitsForPods =
        before.state() == after.state()
            && before.removal() == Removal.FOREGROUND
            && (after.removal() == Removal.RELEASABLE || after.removal() == Removal.DOUBTFUL)
            && pods.present(after.executionUid()) > 0;
    return waitsForPods
        || (started && phase.filter(p -> p == Phase.RUNNING).isPresent())
        || (deleted && phase.filter(Phase::terminal).isPresent());
  }

  /** What decisions rest on that cannot wait; its progress is news. */
  private static List<Object> relevant(Child child) {
    return List.of(
        child.uid(), child.executionUid(), child.state(), child.removal(), child.acknowledged());
  }

  /**
   * Pods matter when the last one goes, when one is there that a deletion of its child leaves, and
   * when they show why a child does not get on. A child that is not deleted, or is in the
   * foreground, changes itself when its pods are gone.
   */
  void pod(Change<LeanPod> change) {
    LeanPod pod = change.latest();
    if (change.after().isEmpty() && executions.byUid(pod.executionUid()).isEmpty()) {
      pods.forget(pod.executionUid());
    }
    if (change.after().isPresent()) {
      wakeForNews(pod.executionUid());
      if (children.apply(pod.executionUid()).stream().anyMatch(Wakeups::leavesItsPods)) {
        wakeOwner(pod);
      }
      change
          .before()
          .filter(before -> !before.executionUid().equals(pod.executionUid()))
          .ifPresent(this::podLeft);
    } else {
      podLeft(pod);
    }
  }

  private void podLeft(LeanPod pod) {
    if (pods.present(pod.executionUid()) == 0
        && children.apply(pod.executionUid()).stream().noneMatch(Wakeups::tellsOfItsPods)) {
      wakeOwner(pod);
    }
  }

  private void wakeOwner(LeanPod pod) {
    Stream<String> byLock =
        locks.find(Locks.BY_HOLDER, pod.executionUid()).stream().map(LockLease::name);
    Stream<String> byChild = children.apply(pod.executionUid()).stream().map(Child::name);
    wakeOwner(pod.executionUid(), Stream.concat(byLock, byChild).findFirst().orElse(""));
  }

  /**
   * Parts matter where they show how far a child has come that does not say it itself, and when one
   * is there, or goes, that a deletion of its child has left.
   */
  void part(EnginePart part) {
    String uid = part.executionUid();
    wakeForNews(uid);
    children.apply(uid).stream()
        .filter(child -> !tellsOfItsPods(child))
        .forEach(child -> wakeOwner(uid, child.name()));
  }

  private void wakeForNews(String executionUid) {
    executions
        .byUid(executionUid)
        .filter(e -> e.execution().phase() == Phase.RUNNING)
        .filter(e -> children.apply(executionUid).stream().anyMatch(c -> news(e, c)))
        .ifPresent(e -> queue.addAfter(e.key(), pace.untilDue(executionUid)));
  }

  /** A child that still runs, and not as its execution says. */
  private static boolean news(WatchedExecution execution, Child child) {
    WorkflowExecutionStatus said = execution.execution().status();
    return child.state() == ChildState.STARTED
        && (!said.executionStatus().equals(Optional.of(Mirror.of(child)))
            || said.condition(ConditionType.BLOCKED).filter(Condition::isTrue).isPresent());
  }

  private static boolean leavesItsPods(Child child) {
    return child.removal() == Removal.CARELESS;
  }

  private static boolean tellsOfItsPods(Child child) {
    return child.removal() == Removal.NONE || child.removal() == Removal.FOREGROUND;
  }

  private void wakeOwner(String executionUid, String lockName) {
    Optional<WatchedExecution> owner = executions.byUid(executionUid);
    if (owner.isPresent()) {
      queue.add(owner.get().key());
    } else if (!lockName.isEmpty()) {
      queue.add(new WorkItem.OfTarget(lockName));
    }
  }

  /** Whoever has not ended on a target may have been waiting for this. */
  private void wakeContenders(String lockName) {
    executions.find(Executions.BY_LOCK_NAME, lockName).stream()
        .filter(e -> e.execution().phase() == Phase.PENDING)
        .forEach(e -> queue.add(e.key()));
  }
}
