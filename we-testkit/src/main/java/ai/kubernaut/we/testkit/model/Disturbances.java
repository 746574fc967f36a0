package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.testkit.model.search.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Everything that can go wrong or get in the way, other than with a request of the moment. */
final class Disturbances {

  private final Scenario scenario;
  private final World world;
  private final List<Step<World>> steps;

  Disturbances(Scenario scenario, World world, List<Step<World>> steps) {
    this.scenario = scenario;
    this.world = world;
    this.steps = steps;
  }

  void steps() {
    if (world.faults() >= scenario.faults()) {
      return;
    }
    for (int i = 0; i < world.controllers().size(); i++) {
      controller(i);
    }
    process();
    world.server().executions().items().forEach(item -> execution(item.value()));
    world.server().children().forEach(item -> child(item.value()));
    scenario.lockNames().forEach(this::lock);
  }

  private void controller(int index) {
    Controller c = world.controllers().get(index);
    if (scenario.allows(world, Disturbance.CRASH)) {
      steps.add(
          new Step<>(
              () -> "%s crashes".formatted(c.name()),
              () -> crash(world.edit().fault().build(), index)));
    }
    for (Kind kind : Kind.values()) {
      if (!c.stalls(kind)) {
        step(
            Disturbance.STALLED_WATCH,
            "the watch of %s for %s stalls".formatted(c.name(), kind),
            d -> d.controller(index, c.stall(kind)));
      }
    }
    new TreeMap<>(c.audit()).forEach((uid, progress) -> refuseAudit(index, c, uid, progress));
  }

  private void refuseAudit(int index, Controller c, String uid, AuditProgress progress) {
    if (progress.rejected().isEmpty() && !progress.confirmed().containsAll(progress.submitted())) {
      step(
          Disturbance.AUDIT_REFUSED,
          "the sink refuses an event of %s".formatted(Subject.nameOf(uid)),
          d ->
              d.ledger(scenario.index(uid), Ledger::withParked)
                  .controller(
                      index,
                      c.withAudit(
                          uid,
                          new AuditProgress(
                              progress.submitted(),
                              progress.confirmed(),
                              Optional.of("refused")))));
    }
  }

  /** A crash of the only controller starts another; of two it leaves the other. */
  static World crash(World w, int index) {
    World.Draft draft = w.edit();
    List<Controller> left = new ArrayList<>(w.controllers());
    if (left.size() > 1) {
      left.remove(index);
    } else {
      left.set(index, left.get(index).restarted(left.get(index).name()));
    }
    draft.controllers = List.copyOf(left);
    return draft.build();
  }

  private void process() {
    if (world.controllers().size() == 1) {
      Controller first = world.controllers().get(0);
      String name = first.name().equals("c1") ? "c2" : "c1";
      step(
          Disturbance.SECOND_LEADER,
          "%s leads too".formatted(name),
          d -> d.controllers = List.of(first, first.restarted(name)));
    }
    String other = world.defaultEngine().equals(Engines.JOB) ? Engines.TEKTON : Engines.JOB;
    if (scenario.subjects().stream().anyMatch(s -> s.engine().isEmpty())) {
      step(
          Disturbance.OTHER_DEFAULT,
          "a restart makes %s the default engine".formatted(other),
          d -> {
            d.defaultEngine = other;
            d.controllers = d.controllers.stream().map(c -> c.restarted(c.name())).toList();
          });
    }
    new TreeMap<>(world.engines()).forEach(this::engine);
    if (!world.sinkDown()) {
      step(Disturbance.AUDIT_DOWN, "the audit sink stops answering", d -> d.sinkDown = true);
    }
    step(Disturbance.CLOCK_BACK, "the clock goes back", Disturbances::back);
  }

  /** A rest that was over stays over. */
  private static void back(World.Draft d) {
    Map<String, Integer> rests = new HashMap<>(d.rests);
    rests.values().removeIf(until -> until <= d.clock);
    d.rests = Map.copyOf(rests);
    d.clock--;
  }

  private void engine(String engine, Availability now) {
    if (now == Availability.SERVED) {
      step(
          Disturbance.ENGINE_UNKNOWN,
          "discovery fails for %s".formatted(engine),
          d -> d.engines = with(d.engines, engine, Availability.UNKNOWN));
    }
  }

  static Map<String, Availability> with(
      Map<String, Availability> engines, String engine, Availability value) {
    Map<String, Availability> changed = new HashMap<>(engines);
    changed.put(engine, value);
    return Map.copyOf(changed);
  }

  private void execution(WorkflowExecution e) {
    Metadata m = e.metadata();
    String name = m.name();
    if (!m.annotations().containsKey(Names.CANCEL_ANNOTATION) && !e.terminal()) {
      step(
          Disturbance.CANCEL,
          "a user cancels %s".formatted(name),
          d ->
              put(
                  d,
                  e.withMetadata(
                      metadata(
                          m,
                          m.generation(),
                          cancelled(m),
                          m.finalizers(),
                          m.deletionTimestamp()))));
    }
    if (!e.deleting()) {
      step(Disturbance.DELETE_EXECUTION, "a user deletes %s".formatted(name), d -> delete(d, e));
    }
    if (m.generation() == 1 && !e.terminal()) {
      step(Disturbance.EDIT_SPEC, "somebody edits the spec of %s".formatted(name), d -> edit(d, e));
    }
    if (m.hasFinalizer(Names.CLEANUP_FINALIZER)) {
      step(
          Disturbance.STRIP_EXECUTION,
          "somebody takes the finalizers off %s".formatted(name),
          d ->
              put(
                  d,
                  e.withMetadata(
                      metadata(
                          m, m.generation(), m.annotations(), List.of(), m.deletionTimestamp()))));
    }
  }

  private static Map<String, String> cancelled(Metadata m) {
    Map<String, String> more = new HashMap<>(m.annotations());
    more.put(Names.CANCEL_ANNOTATION, "enough");
    return more;
  }

  private void delete(World.Draft d, WorkflowExecution e) {
    Metadata m = e.metadata();
    Optional<Instant> now = Optional.of(Ticks.at(d.clock));
    put(d, e.withMetadata(metadata(m, m.generation() + 1, m.annotations(), m.finalizers(), now)));
  }

  private void edit(World.Draft d, WorkflowExecution e) {
    WorkflowExecutionSpec old = e.spec().orElseThrow();
    String engine =
        old.workflowRef().executionEngine().filter(Engines.JOB::equals).isPresent()
            ? Engines.TEKTON
            : Engines.JOB;
    WorkflowRef ref =
        WorkflowRef.builder("wf", "2", old.workflowRef().executionBundle()).engine(engine).build();
    WorkflowExecutionSpec spec =
        WorkflowExecutionSpec.of(old.targetResource(), ref).withTimeout("1m");
    Metadata m = e.metadata();
    put(
        d,
        new WorkflowExecution(
            metadata(m, m.generation() + 1, m.annotations(), m.finalizers(), m.deletionTimestamp()),
            Optional.of(spec),
            e.status()));
  }

  private static Metadata metadata(
      Metadata m,
      long generation,
      Map<String, String> annotations,
      List<String> finalizers,
      Optional<Instant> deletion) {
    return new Metadata(
        m.namespace(),
        m.name(),
        m.uid(),
        m.resourceVersion(),
        generation,
        m.creationTimestamp(),
        deletion,
        m.labels(),
        annotations,
        finalizers);
  }

  private void put(World.Draft d, WorkflowExecution e) {
    String name = e.metadata().name();
    boolean gone = e.deleting() && e.metadata().finalizers().isEmpty();
    d.server =
        d.server.with(
            gone
                ? d.server.executions().without(name, d.next())
                : d.server.executions().with(name, e, d.next()));
  }

  private void child(Child child) {
    if (!child.ours()) {
      steps.add(
          Steps.of(
              world,
              "its owner removes %s".formatted(child.uid()),
              d -> d.server = without(d, child)));
      return;
    }
    if (child.removal() == Removal.NONE) {
      step(
          Disturbance.DELETE_CHILD,
          "somebody deletes %s".formatted(child.uid()),
          d -> d.server = with(d, Engines.deletedInForeground(child)));
      step(
          Disturbance.DELETE_CHILD_CARELESSLY,
          "somebody deletes %s in the background".formatted(child.uid()),
          d -> d.server = with(d, Engines.removing(child, Removal.CARELESS)));
    }
    step(
        Disturbance.DESTROY_CHILD,
        "somebody destroys %s".formatted(child.uid()),
        d -> d.server = without(d, child));
    if (child.state() == ChildState.STARTED && child.removal() == Removal.NONE) {
      step(
          Disturbance.SUSPEND_CHILD,
          "somebody suspends %s".formatted(child.uid()),
          d -> d.server = with(d, Engines.in(child, ChildState.SUSPENDED)));
    }
  }

  private static Cluster with(World.Draft d, Child child) {
    return d.server.withChildren(
        child.engine(), d.server.children(child.engine()).with(child.name(), child, d.next()));
  }

  private static Cluster without(World.Draft d, Child child) {
    return d.server.withChildren(
        child.engine(), d.server.children(child.engine()).without(child.name(), d.next()));
  }

  private void lock(String lockName) {
    Optional<Lock> lock = world.server().locks().get(lockName);
    if (lock.isEmpty()) {
      step(
          Disturbance.FOREIGN_LOCK,
          "somebody makes a lease of our name",
          d ->
              d.server =
                  d.server.withLocks(
                      d.server
                          .locks()
                          .with(
                              lockName,
                              new Lock(
                                  lockName, d.newUid(), "", Optional.empty(), Optional.empty()),
                              d.next())));
    } else {
      step(
          Disturbance.DELETE_LOCK,
          "somebody deletes the lock",
          d -> {
            d.lockless = true;
            d.server = d.server.withLocks(d.server.locks().without(lockName, d.next()));
          });
    }
    for (String engine : List.of(Engines.JOB, Engines.TEKTON)) {
      if (world.server().children(engine).find(lockName).isEmpty()) {
        step(
            Disturbance.FOREIGN_CHILD,
            "somebody makes a %s of our name".formatted(engine),
            d -> d.server = with(d, Engines.foreign(engine, lockName, d.newUid())));
      }
    }
  }

  private void step(Disturbance disturbance, String what, Consumer<World.Draft> change) {
    if (scenario.allows(world, disturbance)) {
      steps.add(
          Steps.of(
              world,
              what,
              d -> {
                d.fault();
                change.accept(d);
              }));
    }
  }
}
