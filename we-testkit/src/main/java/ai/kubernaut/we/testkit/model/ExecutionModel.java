package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Model;
import ai.kubernaut.we.testkit.model.search.Step;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Executions, their controller and the world around it, as states and steps. */
public final class ExecutionModel implements Model<World> {

  private final Stage stage;
  private final Afterwards afterwards;

  public ExecutionModel(Scenario scenario) {
    this.stage = new Stage(scenario);
    this.afterwards = new Afterwards(this, stage);
  }

  @Override
  public World initial() {
    Scenario scenario = stage.scenario();
    int subjects = scenario.everybody().size();
    return new World(
        Cluster.empty(),
        List.of(Controller.started("leader 1", subjects)),
        List.of(),
        Collections.nCopies(subjects, Ledger.BLANK),
        Collections.nCopies(scenario.lockNames().size(), 0),
        Surroundings.with(scenario.settings().defaultEngine(), scenario.catalog()),
        0,
        0,
        Optional.empty());
  }

  @Override
  public List<Step<World>> steps(World w) {
    Moves moves = new Moves(stage, w, w.faults());
    happenings(moves);
    return moves.steps();
  }

  @Override
  public List<Step<World>> disturbances(World w) {
    Moves moves = new Moves(stage, w, stage.scenario().faults());
    happenings(moves);
    new Processes(moves).faults();
    new Users(moves).faults();
    new Outsiders(moves).faults();
    return moves.steps().stream().filter(step -> step.next().faults() > w.faults()).toList();
  }

  private static void happenings(Moves moves) {
    Work work = new Work(moves);
    if (!work.local()) {
      new Letters(moves).steps();
      Processes processes = new Processes(moves);
      processes.recoveries();
      work.turns();
      processes.sink();
      new Engines(moves).steps();
      new Users(moves).creations();
      new Outsiders(moves).chances();
    }
    time(moves, work.busy());
  }

  /** Controllers are fast: that time passes while one has work to do is a disturbance. */
  private static void time(Moves moves, boolean busy) {
    if (!busy) {
      moves.tick();
    } else {
      moves.fault(Disturbance.PAUSE, () -> "a tick passes, and work waits", Clock::tick);
      moves.fault(Disturbance.PAUSE, () -> "a long time passes, and work waits", Clock::longTime);
    }
    moves.fault(
        Disturbance.CLOCK_BACK, () -> "the clock goes back", d -> Clock.back(d, Shift.BACK));
    moves.fault(
        Disturbance.CLOCK_BACK,
        () -> "the clock goes back a little",
        d -> Clock.back(d, Shift.BACK_BUT_NOT_BEFORE_AN_END));
  }

  @Override
  public long fingerprint(World w) {
    return Identity.of(w, stage.renamings());
  }

  @Override
  public int faults(World w) {
    return w.faults();
  }

  @Override
  public int mostFaults() {
    return stage.scenario().faults();
  }

  @Override
  public Optional<Violation> violation(World w) {
    return new Invariants(stage, w).broken();
  }

  @Override
  public Optional<Violation> violationAtRest(World w) {
    return new Invariants(stage, w).unfinished().or(() -> afterwards.broken(w));
  }
}
