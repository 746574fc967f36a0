package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.testkit.model.search.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The steps out of one world, the most urgent first. A watch begins to lag at the change that it
 * misses, for before that nobody can tell; so every step of which a controller would hear is there
 * once more without that.
 */
final class Moves {

  private static final int NOBODY = -1;

  private final Stage stage;
  private final World world;
  private final int faults;
  private final List<Step<World>> steps = new ArrayList<>();

  /**
   * No steps yet.
   *
   * @param faults how many faults there may be after a step
   */
  Moves(Stage stage, World world, int faults) {
    this.stage = stage;
    this.world = world;
    this.faults = faults;
  }

  Stage stage() {
    return stage;
  }

  World world() {
    return world;
  }

  List<Step<World>> steps() {
    return steps;
  }

  /** Whether there can be no fault any more. */
  boolean last() {
    return world.faults() >= stage.scenario().faults();
  }

  void add(Supplier<String> what, World next, boolean fair) {
    steps.add(new Step<>(what, next, fair));
  }

  boolean allows(Disturbance disturbance) {
    return world.faults() < faults && stage.scenario().allows(disturbance);
  }

  /** What a run without further faults may take. */
  void fair(Supplier<String> what, Consumer<Draft> change) {
    Draft draft = world.edit(stage);
    change.accept(draft);
    add(what, draft, true, NOBODY);
  }

  /** A tick passes, if that makes a difference. */
  void tick() {
    Draft draft = world.edit(stage);
    Clock.tick(draft);
    World next = draft.build();
    if (identity(next) != identity(world)) {
      add(() -> "a tick passes", next, true);
    }
  }

  private long identity(World w) {
    return Identity.of(w, stage.renamings().subList(0, 1));
  }

  /** What may happen, and need not. */
  void chance(Supplier<String> what, Consumer<Draft> change) {
    Draft draft = world.edit(stage);
    change.accept(draft);
    add(what, draft, false, NOBODY);
  }

  void fault(Disturbance disturbance, Supplier<String> what, Consumer<Draft> change) {
    if (allows(disturbance)) {
      Draft draft = world.edit(stage).fault();
      change.accept(draft);
      add(what, draft, false, NOBODY);
    }
  }

  /**
   * A step that is worked out already.
   *
   * @param by the controller that takes it, which knows of it
   */
  void add(Supplier<String> what, Draft draft, boolean fair, int by) {
    World next = draft.build();
    steps.add(new Step<>(what, next, fair));
    if (next.faults() < faults && !Same.object(next.server(), world.server())) {
      lags(what, draft, next, by);
    }
  }

  private void lags(Supplier<String> what, Draft draft, World next, int by) {
    int changed = world.server().differences(next.server());
    if (changed == 0 || world.controllers().size() != next.controllers().size()) {
      return;
    }
    for (int i = 0; i < next.controllers().size(); i++) {
      Controller c = next.controllers().get(i);
      boolean knows = i == by && !stage.scenario().slips(Slip.FORGETS_OWN_WRITES);
      if (!knows) {
        lag(what, draft, i, c, changed & ~c.stalled());
      }
    }
  }

  private void lag(Supplier<String> what, Draft draft, int controller, Controller c, int changed) {
    if (stage.scenario().allows(Disturbance.STALLED_WATCH)) {
      for (Kind kind : Kind.ALL) {
        if (kind.in(changed)) {
          lag(what, draft, controller, c, kind.bit(), kind.toString());
        }
      }
    }
    if (c.stalled() == 0
        && draft.faults() + 2 <= faults
        && stage.scenario().allows(Disturbance.STALLED_WATCHES)) {
      lag(what, draft, controller, c, Kind.EVERYTHING, "nor of anything else");
    }
  }

  private void lag(
      Supplier<String> what, Draft draft, int controller, Controller c, int missed, String kind) {
    steps.add(
        new Step<>(
            () -> "%s; %s does not hear of it (%s)".formatted(what.get(), c.name(), kind),
            draft.build(controller, missed),
            false));
  }
}
