package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that one decision about one execution rests on.
 *
 * @param scope how far the shell has looked
 * @param lock the lock that the execution holds, else the one under its target's lock name
 * @param children what carries the execution's uid or the lock's name, of any engine and anybody
 * @param pods how many pods carry the execution's uid
 * @param rivals the other executions of the target
 * @param gone uids of children that this process has seen deleted, their pods before them
 * @param engines the registered engines
 * @param catalog what the workflow catalog says to {@link Planner#question}
 * @param lastWrite when this process last wrote the status
 * @param neighboursAtWork how many other executions of its namespace run, or hold a lock
 */
public record Observation(
    Instant now,
    Scope scope,
    WorkflowExecution execution,
    Optional<Lock> lock,
    List<Child> children,
    int pods,
    List<WorkflowExecution> rivals,
    Set<String> gone,
    Map<String, Availability> engines,
    CatalogAnswer catalog,
    AuditProgress audit,
    Instant lastWrite,
    Settings settings,
    int neighboursAtWork) {

  /** How far the shell has looked before it asks for a plan. */
  public enum Scope {
    /** Into its caches, which may lag. */
    CACHES,
    /** At the API server: everything here was read just now. */
    SERVER,
    /** At the API server, and the Events of child and pods are in the evidence. */
    SERVER_AND_EVENTS
  }

  public Observation {
    children = List.copyOf(children);
    rivals = List.copyOf(rivals);
    gone = Set.copyOf(gone);
    engines = Map.copyOf(engines);
  }

  /** One without neighbours. */
  public Observation(
      Instant now,
      Scope scope,
      WorkflowExecution execution,
      Optional<Lock> lock,
      List<Child> children,
      int pods,
      List<WorkflowExecution> rivals,
      Set<String> gone,
      Map<String, Availability> engines,
      CatalogAnswer catalog,
      AuditProgress audit,
      Instant lastWrite,
      Settings settings) {
    this(
        now, scope, execution, lock, children, pods, rivals, gone, engines, catalog, audit,
        lastWrite, settings, 0);
  }

  String uid() {
    return execution.metadata().uid();
  }

  boolean live() {
    return scope != Scope.CACHES;
  }

  Optional<Lock> ownLock() {
    return lock.filter(l -> l.heldBy(uid()));
  }

  /** The lock, where somebody else holds it. */
  Optional<Lock> othersLock() {
    return lock.filter(l -> !l.heldBy(uid()));
  }

  List<Child> ownChildren() {
    List<Child> found = new ArrayList<>(children.size());
    for (Child child : children) {
      if (child.belongsTo(uid())) {
        found.add(child);
      }
    }
    return found;
  }

  /** The first of its own children that is like this. */
  Optional<Child> ownChild(Predicate<Child> like) {
    return first(children, child -> child.belongsTo(uid()) && like.test(child));
  }

  /** The first child that is not its own. */
  Optional<Child> othersChild() {
    return first(children, child -> !child.belongsTo(uid()));
  }

  /** The child that the status names by uid; an older status names none. */
  Optional<Child> recordedChild() {
    Optional<String> uid = recordedUid();
    return ownChild(child -> uid.isEmpty() || uid.get().equals(child.uid()));
  }

  Optional<String> recordedUid() {
    return execution.status().executionRef().flatMap(ExecutionRef::uid);
  }

  /** Whether it is certain, and not only a lagging view, that the recorded child is gone. */
  boolean certainlyGone() {
    return live() || recordedUid().filter(gone::contains).isPresent();
  }

  Optional<WorkflowExecution> rival(String rivalUid) {
    return first(rivals, rival -> rival.metadata().uid().equals(rivalUid));
  }

  Optional<WorkflowExecution> runningRival() {
    return first(rivals, rival -> rival.phase() == Phase.RUNNING);
  }

  /** What a stream does, for the lists of mostly one that every decision looks through. */
  private static <T> Optional<T> first(List<T> all, Predicate<T> like) {
    for (T each : all) {
      if (like.test(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The value of the cancel annotation. */
  Optional<String> cancellation() {
    return Optional.ofNullable(execution.metadata().annotations().get(Names.CANCEL_ANNOTATION));
  }
}
