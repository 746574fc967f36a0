package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.Evidence;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.OrphanObservation;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.target.LockName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers observations out of what a controller has cached, or has just read. */
final class Sight {

  private static final Map<String, String> LOCK_NAMES = new ConcurrentHashMap<>();
  private static final List<Evidence.Event> EVENTS =
      List.of(new Evidence.Event("", "Scheduled", "assigned to node-1"));

  private final Scenario scenario;
  private final World world;
  private final Controller controller;
  private final Scope scope;
  private final Cluster seen;

  Sight(Scenario scenario, World world, Controller controller, Scope scope, Cluster seen) {
    this.scenario = scenario;
    this.world = world;
    this.controller = controller;
    this.scope = scope;
    this.seen = seen;
  }

  Observation of(WorkflowExecution execution, String lockName) {
    String uid = execution.metadata().uid();
    String name = lockName(execution).orElse(lockName);
    return new Observation(
        Ticks.at(world.clock()),
        scope,
        execution,
        lock(uid, name),
        seen.children()
            .map(Item::value)
            .filter(child -> child.belongsTo(uid) || child.name().equals(name))
            .map(this::withEvidence)
            .toList(),
        seen.podsOf(uid),
        rivals(uid, name),
        controller.gone(),
        world.engines(),
        controller.auditOf(uid),
        Instant.EPOCH,
        settings());
  }

  OrphanObservation of(String lockName) {
    return new OrphanObservation(
        Ticks.at(world.clock()),
        scope,
        seen.locks().get(lockName),
        seen.children()
            .map(Item::value)
            .filter(child -> child.name().equals(lockName))
            .map(this::withEvidence)
            .toList(),
        seen.executions().items().stream()
            .map(item -> item.value().metadata().uid())
            .collect(Collectors.toSet()),
        seen.pods().items().stream()
            .map(item -> item.value().executionUid())
            .collect(Collectors.toMap(Function.identity(), uid -> 1, Integer::sum)),
        settings());
  }

  private Settings settings() {
    Settings s = scenario.settings();
    return s.defaultEngine().equals(world.defaultEngine())
        ? s
        : new Settings(
            s.executionNamespace(),
            s.cooldown(),
            s.defaultTimeout(),
            world.defaultEngine(),
            s.clusterId(),
            s.progressInterval(),
            s.stopGrace(),
            s.auditWait());
  }

  private Optional<Lock> lock(String uid, String lockName) {
    for (Item<Lock> item : seen.locks().items()) {
      if (item.value().heldBy(uid)) {
        return Optional.of(item.value());
      }
    }
    return seen.locks().get(lockName);
  }

  private List<WorkflowExecution> rivals(String uid, String lockName) {
    return seen.executions().items().stream()
        .map(Item::value)
        .filter(other -> !other.metadata().uid().equals(uid))
        .filter(other -> lockName(other).filter(lockName::equals).isPresent())
        .toList();
  }

  private static Optional<String> lockName(WorkflowExecution execution) {
    return execution
        .spec()
        .map(WorkflowExecutionSpec::targetResource)
        .map(t -> LOCK_NAMES.computeIfAbsent(t, text -> LockName.of(text).orElseThrow().value()));
  }

  /** What a child says of itself, with what its pods say. */
  private Child withEvidence(Child c) {
    if (!c.ours()) {
      return c;
    }
    List<Evidence.Task> tasks =
        seen.pods()
            .get(c.uid())
            .map(pod -> new Evidence.Task("workflow", 0, Optional.empty(), List.of(evidence(pod))))
            .map(List::of)
            .orElse(List.of());
    Evidence evidence =
        new Evidence(
            c.evidence().verdict(), tasks, scope == Scope.SERVER_AND_EVENTS ? EVENTS : List.of());
    return new Child(
        c.engine(),
        c.kind(),
        c.namespace(),
        c.name(),
        c.uid(),
        c.resourceVersion(),
        c.executionUid(),
        c.execution(),
        c.state(),
        c.removal(),
        c.progress(),
        c.endedAt(),
        evidence);
  }

  private static Evidence.Pod evidence(Pod pod) {
    boolean deleted = pod.phase() == Pod.Phase.TERMINATING;
    return new Evidence.Pod(
        pod.childUid(),
        "pod-of-" + pod.childUid(),
        "node-1",
        phase(pod.phase()),
        Optional.empty(),
        List.of(),
        List.of(container(pod.phase())),
        deleted,
        false);
  }

  private static String phase(Pod.Phase phase) {
    return switch (phase) {
      case WAITING -> "Pending";
      case RUNNING, TERMINATING -> "Running";
      case SUCCEEDED -> "Succeeded";
      case FAILED -> "Failed";
    };
  }

  private static Evidence.Container container(Pod.Phase phase) {
    return new Evidence.Container(
        "workflow",
        Evidence.Container.Role.WORKFLOW,
        phase != Pod.Phase.WAITING,
        false,
        0,
        switch (phase) {
          case WAITING -> state(Evidence.ContainerState.Kind.WAITING, "ContainerCreating");
          case RUNNING, TERMINATING -> state(Evidence.ContainerState.Kind.RUNNING, "");
          case SUCCEEDED -> ended(0, "Completed");
          case FAILED -> ended(1, "Error");
        });
  }

  private static Evidence.ContainerState state(Evidence.ContainerState.Kind kind, String reason) {
    return new Evidence.ContainerState(kind, Optional.empty(), reason, "");
  }

  private static Evidence.ContainerState ended(int exitCode, String reason) {
    return new Evidence.ContainerState(
        Evidence.ContainerState.Kind.TERMINATED, Optional.of(exitCode), reason, "");
  }
}
