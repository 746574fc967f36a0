package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.OrphanObservation;
import ai.kubernaut.we.core.plan.Planner;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.target.LockName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gathers observations out of what a controller has cached, or reads at the server, as the shell of
 * the real controller does: beyond the caches it reads the execution, its lock, the children and
 * pods, and whoever holds the lock; the other rivals it knows from its cache.
 */
final class Sight {

  private static final Map<String, String> LOCK_NAMES = new ConcurrentHashMap<>();
  private static final CatalogAnswer NOT_ASKED = new CatalogAnswer.NotAsked();

  private final Stage stage;
  private final World world;
  private final Controller controller;
  private final Cluster view;

  Sight(Stage stage, World world, Controller controller) {
    this.stage = stage;
    this.world = world;
    this.controller = controller;
    this.view = controller.view(world.server());
  }

  /** The next turn about an errand, marked with a number for all that is seen. */
  Turn turn(Errand errand, Scope scope, long mark) {
    return errand.isLeftBehind()
        ? Turn.aboutLeftBehind(
            stage, mark, s -> stage.scenario().logic().plan(leftBehind(errand.lockName(), s)))
        : Turn.about(stage, mark, scope, s -> execution(errand, s));
  }

  private Cluster at(Scope scope) {
    return scope == Scope.CACHES ? view : world.server();
  }

  private Optional<Observation> execution(Errand errand, Scope scope) {
    return at(scope)
        .executions()
        .get(errand.execution())
        .map(execution -> execution(execution, errand, scope));
  }

  private Observation execution(WorkflowExecution execution, Errand errand, Scope scope) {
    String uid = execution.metadata().uid();
    Cluster seen = at(scope);
    Optional<Lock> lock = lock(seen, uid, errand.lockName());
    Set<String> names = new HashSet<>(Set.of(errand.lockName()));
    lock.map(Lock::name).ifPresent(names::add);
    return new Observation(
        Ticks.NOW,
        scope,
        execution,
        lock,
        children(seen, uid, names, scope),
        seen.pods().owned(errand.subject()),
        rivals(uid, errand.lockName(), lock, scope),
        gone(),
        world.around().engines(),
        catalog(execution, lock),
        progress(controller.outboxes().get(errand.subject())),
        Instant.EPOCH,
        settings());
  }

  private CatalogAnswer catalog(WorkflowExecution execution, Optional<Lock> lock) {
    return Planner.question(execution, lock).isPresent() ? world.around().answer() : NOT_ASKED;
  }

  private OrphanObservation leftBehind(String lockName, Scope scope) {
    Cluster seen = at(scope);
    Set<String> executions = new HashSet<>();
    seen.executions().items().forEach(item -> executions.add(item.value().metadata().uid()));
    Map<String, Integer> pods = new HashMap<>();
    seen.pods().items().forEach(item -> pods.merge(item.value().executionUid(), 1, Integer::sum));
    return new OrphanObservation(
        Ticks.NOW,
        scope,
        seen.locks().get(lockName),
        children(seen, "", Set.of(lockName), scope),
        executions,
        pods,
        settings());
  }

  /** Its own with what their pods tell, and those that have such a name. */
  private static List<Child> children(Cluster seen, String uid, Set<String> names, Scope scope) {
    List<Child> children = new ArrayList<>();
    for (Item<Child> item : seen.children()) {
      Child child = item.value();
      if (child.belongsTo(uid)) {
        children.add(PodEvidence.of(child, seen.pods().get(child.uid()), scope));
      } else if (names.contains(child.name())) {
        children.add(child);
      }
    }
    return children;
  }

  private static Optional<Lock> lock(Cluster seen, String uid, String lockName) {
    for (int i = 0; i < seen.locks().size(); i++) {
      if (seen.locks().get(i).value().heldBy(uid)) {
        return Optional.of(seen.locks().get(i).value());
      }
    }
    return seen.locks().get(lockName);
  }

  private List<WorkflowExecution> rivals(
      String uid, String lockName, Optional<Lock> lock, Scope scope) {
    List<WorkflowExecution> rivals = new ArrayList<>();
    for (Item<WorkflowExecution> item : view.executions().items()) {
      WorkflowExecution other = item.value();
      if (!other.metadata().uid().equals(uid) && lockName(other).equals(lockName)) {
        rivals.add(stage.asRival(item.content()).value());
      }
    }
    if (scope != Scope.CACHES) {
      lock.flatMap(Lock::claim)
          .map(claim -> claim.holder().uid())
          .filter(holder -> !holder.equals(uid))
          .ifPresent(holder -> asItIs(holder, rivals));
    }
    return rivals;
  }

  private void asItIs(String uid, List<WorkflowExecution> rivals) {
    rivals.removeIf(rival -> rival.metadata().uid().equals(uid));
    world
        .server()
        .executionOf(uid)
        .map(item -> stage.asRival(item.content()).value())
        .ifPresent(rivals::add);
  }

  private static String lockName(WorkflowExecution execution) {
    return execution
        .spec()
        .map(WorkflowExecutionSpec::targetResource)
        .map(t -> LOCK_NAMES.computeIfAbsent(t, text -> LockName.of(text).orElseThrow().value()))
        .orElse("");
  }

  private Set<String> gone() {
    Set<String> uids = new HashSet<>();
    for (int left = controller.gone(); left != 0; left &= left - 1) {
      uids.add(Uids.of(Integer.numberOfTrailingZeros(left)));
    }
    return uids;
  }

  private static AuditProgress progress(Controller.Outbox outbox) {
    return outbox.equals(Controller.Outbox.EMPTY)
        ? AuditProgress.NONE
        : new AuditProgress(
            types(outbox.submitted()),
            types(outbox.confirmed()),
            outbox.rejected() ? Optional.of("refused") : Optional.empty());
  }

  private static Set<AuditEventType> types(int bits) {
    Set<AuditEventType> types = EnumSet.noneOf(AuditEventType.class);
    for (AuditEventType type : AuditEventType.values()) {
      if ((bits & Ledger.bit(type)) != 0) {
        types.add(type);
      }
    }
    return types;
  }

  private Settings settings() {
    Settings s = stage.scenario().settings();
    return s.defaultEngine().equals(world.around().defaultEngine())
        ? s
        : new Settings(
            s.executionNamespace(),
            s.cooldown(),
            s.defaultTimeout(),
            world.around().defaultEngine(),
            s.clusterId(),
            s.progressInterval(),
            s.stopGrace(),
            s.auditWait(),
            s.policy(),
            s.clearances());
  }
}
