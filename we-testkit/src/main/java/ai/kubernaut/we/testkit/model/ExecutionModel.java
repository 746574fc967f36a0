package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.plan.Availability;
import ai.kubernaut.we.testkit.model.search.Model;
import ai.kubernaut.we.testkit.model.search.Step;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Executions, their controller and the world around it, as states and steps. */
public final class ExecutionModel implements Model<World> {

  private static final int CALM_TURNS = 16;
  private static final int LONG = 5;

  private final Scenario scenario;
  private final List<int[]> symmetries;

  public ExecutionModel(Scenario scenario) {
    this.scenario = scenario;
    this.symmetries = scenario.symmetries();
  }

  @Override
  public World initial() {
    return new World(
        Cluster.empty(),
        List.of(Controller.started("c1", Cluster.empty())),
        List.of(),
        scenario.subjects().stream().map(s -> Ledger.BLANK).toList(),
        Map.of(),
        Map.of(Engines.JOB, Availability.SERVED, Engines.TEKTON, Availability.SERVED),
        scenario.settings().defaultEngine(),
        Set.of(),
        false,
        false,
        2,
        0,
        0,
        0,
        Optional.empty());
  }

  @Override
  public List<Step<World>> steps(World w) {
    List<Step<World>> steps = new ArrayList<>();
    boolean busy = turns(w, steps);
    others(w, steps);
    time(w, busy, steps);
    new Disturbances(scenario, w, steps).steps();
    return steps;
  }

  /** What happens by itself, apart from the controllers' turns. */
  private void others(World w, List<Step<World>> steps) {
    arrivals(w, steps);
    deliveries(w, steps);
    engines(w, steps);
    sink(w, steps);
    new Engines(scenario, w, steps).steps();
    users(w, steps);
  }

  /** Controllers are fast: that time passes while one has work to do is a disturbance. */
  private void time(World w, boolean busy, List<Step<World>> steps) {
    if (!busy) {
      steps.add(Steps.of(w, "a tick passes", d -> d.clock++));
    } else if (scenario.allows(w, Disturbance.PAUSE)) {
      steps.add(Steps.of(w, "a tick passes, and work waits", d -> d.fault().clock++));
      steps.add(Steps.of(w, "a long time passes, and work waits", d -> d.fault().clock += LONG));
    }
  }

  /** Whether there is work to do. */
  private boolean turns(World w, List<Step<World>> steps) {
    boolean busy = false;
    for (int i = 0; i < w.controllers().size(); i++) {
      for (Errand errand : errands(w, i)) {
        Shell turn = Shell.turn(scenario, w, i, errand);
        busy |= turn.acts() || turn.goesOn();
        if (!turn.idle()) {
          turn.mishaps().stream()
              .filter(m -> m.allowed(scenario, w))
              .forEach(m -> steps.add(new Step<>(() -> turn.describe(m), () -> turn.after(m))));
        }
      }
    }
    return busy;
  }

  /** What a controller may work on: one thing at a time for each lock name. */
  private List<Errand> errands(World w, int index) {
    Controller c = w.controllers().get(index);
    List<Errand> errands = new ArrayList<>();
    for (String lockName : scenario.lockNames()) {
      Optional<Pass> pass = c.passFor(lockName);
      if (pass.isPresent()) {
        errands.add(pass.get().errand());
      } else {
        for (Subject subject : scenario.subjects()) {
          if (subject.lockName().equals(lockName)
              && c.view().executions().find(subject.name()).isPresent()) {
            errands.add(new Errand(lockName, subject.name()));
          }
        }
        errands.add(Errand.leftBehind(lockName));
      }
    }
    return errands;
  }

  private void arrivals(World w, List<Step<World>> steps) {
    for (int i = 0; i < w.late().size(); i++) {
      int index = i;
      Request request = w.late().get(i);
      steps.add(
          new Step<>(
              () -> "late, %s arrives".formatted(request),
              () -> ApiServer.handle(scenario, w.edit().landed(index).build(), request).world()));
      steps.add(Steps.of(w, "%s never arrives".formatted(request.what()), d -> d.landed(index)));
    }
  }

  private static void deliveries(World w, List<Step<World>> steps) {
    for (int i = 0; i < w.controllers().size(); i++) {
      int index = i;
      Controller c = w.controllers().get(i);
      for (Kind kind : Kind.values()) {
        if (c.stalls(kind)) {
          steps.add(
              Steps.of(
                  w,
                  "the watch of %s for %s goes on".formatted(c.name(), kind),
                  d -> d.controller(index, c.deliver(kind, w.server()))));
        }
      }
    }
  }

  private static void engines(World w, List<Step<World>> steps) {
    new TreeMap<>(w.engines())
        .forEach(
            (engine, availability) -> {
              if (availability != Availability.SERVED) {
                steps.add(
                    Steps.of(
                        w,
                        "discovery works again for %s".formatted(engine),
                        d ->
                            d.engines = Disturbances.with(d.engines, engine, Availability.SERVED)));
              }
            });
  }

  private void sink(World w, List<Step<World>> steps) {
    if (w.sinkDown()) {
      steps.add(Steps.of(w, "the audit sink works again", d -> d.sinkDown = false));
      return;
    }
    for (int i = 0; i < w.controllers().size(); i++) {
      int index = i;
      Controller c = w.controllers().get(i);
      new TreeMap<>(c.audit())
          .forEach(
              (uid, progress) -> {
                if (!progress.confirmed().containsAll(progress.submitted())) {
                  steps.add(delivery(w, index, uid, progress));
                }
              });
    }
  }

  private Step<World> delivery(World w, int index, String uid, AuditProgress progress) {
    int bits = progress.submitted().stream().mapToInt(Ledger::bit).sum();
    return Steps.of(
        w,
        "the sink confirms the events of %s".formatted(Subject.nameOf(uid)),
        d -> {
          Controller c = d.controllers.get(index);
          AuditProgress confirmed =
              new AuditProgress(progress.submitted(), progress.submitted(), progress.rejected());
          boolean gone = w.server().executionOf(uid).isEmpty();
          d.ledger(scenario.index(uid), l -> l.withDelivered(bits))
              .controller(index, gone ? c.forgetAudit(uid) : c.withAudit(uid, confirmed));
        });
  }

  private void users(World w, List<Step<World>> steps) {
    for (int i = 0; i < scenario.subjects().size(); i++) {
      Subject subject = scenario.subjects().get(i);
      if (!w.created().contains(subject.name())) {
        steps.add(
            Steps.of(w, "a user creates %s".formatted(subject.name()), d -> create(d, subject)));
      }
    }
  }

  private static void create(World.Draft d, Subject subject) {
    WorkflowExecution execution = subject.createdAt(d.clock);
    d.created = with(d.created, subject.name());
    d.server = d.server.with(d.server.executions().with(subject.name(), execution, d.next()));
  }

  private static Set<String> with(Set<String> names, String name) {
    Set<String> more = new HashSet<>(names);
    more.add(name);
    return Set.copyOf(more);
  }

  @Override
  public Optional<Step<World>> calm(World w) {
    List<Step<World>> steps = new ArrayList<>();
    arrivals(w, steps);
    deliveries(w, steps);
    engines(w, steps);
    if (steps.isEmpty()) {
      busyTurn(w).ifPresent(steps::add);
    }
    if (steps.isEmpty()) {
      sink(w, steps);
      new Engines(scenario, w, steps).steps();
      users(w, steps);
    }
    return steps.isEmpty() ? tick(w) : Optional.of(steps.get(0));
  }

  /** The first turn of a pass that does something. */
  private Optional<Step<World>> busyTurn(World w) {
    for (int i = 0; i < w.controllers().size(); i++) {
      for (Errand errand : errands(w, i)) {
        Shell turn = Shell.turn(scenario, w, i, errand);
        if (busy(turn, w, i, errand)) {
          return Optional.of(
              new Step<>(() -> turn.describe(Mishap.NONE), () -> turn.after(Mishap.NONE)));
        }
      }
    }
    return Optional.empty();
  }

  private boolean busy(Shell first, World w, int index, Errand errand) {
    if (first.goesOn()) {
      return true;
    }
    Shell turn = first;
    World now = w;
    for (int i = 0; i < CALM_TURNS; i++) {
      if (turn.acts()) {
        return true;
      }
      if (turn.idle()) {
        return false;
      }
      now = turn.after(Mishap.NONE);
      if (now.controllers().get(index).passFor(errand.lockName()).isEmpty()) {
        return false;
      }
      turn = Shell.turn(scenario, now, index, errand);
    }
    return true;
  }

  /** Time alone makes a difference, or nothing does. */
  private Optional<Step<World>> tick(World w) {
    Step<World> tick = Steps.of(w, "a tick passes", d -> d.clock++);
    return fingerprint(tick.next().get()) == fingerprint(w) ? Optional.empty() : Optional.of(tick);
  }

  @Override
  public long fingerprint(World w) {
    return Fingerprint.of(scenario, w, symmetries);
  }

  @Override
  public int faults(World w) {
    return w.faults();
  }

  @Override
  public Optional<Violation> violation(World w) {
    return new Invariants(scenario, w).broken();
  }

  @Override
  public Optional<Violation> violationAtRest(World w) {
    return new Invariants(scenario, w).unfinished();
  }
}
