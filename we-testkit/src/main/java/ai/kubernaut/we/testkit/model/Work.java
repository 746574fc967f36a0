package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.core.plan.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the controllers do next. */
final class Work {

  private record Due(int controller, Errand errand, Turn turn) {
    /** Whether it concerns nobody but the execution, the process that does it, and the sink. */
    boolean local(World world) {
      if (!world.controllers().get(controller).level()) {
        return false;
      }
      return turn.effect().filter(e -> e instanceof Effect.SubmitAudit).isPresent()
          || (!errand.isLeftBehind()
              && turn.execution().terminal()
              && world.server().ownsNothing(errand.subject()));
    }
  }

  /** Whatever takes longer goes round in circles. */
  private static final int LONGEST_PASS = 8;

  private final Moves moves;
  private final World world;
  private final List<Due> due = new ArrayList<>(4);
  private boolean busy;

  Work(Moves moves) {
    this.moves = moves;
    this.world = moves.world();
    for (int i = 0; i < world.controllers().size(); i++) {
      Controller c = world.controllers().get(i);
      Cluster view = world.view(i);
      for (Errand errand : moves.stage().errands()) {
        if (mayBeDue(c, view, errand)) {
          look(i, c, errand);
        }
      }
    }
  }

  /** One thing at a time for each lock name. */
  private static boolean mayBeDue(Controller c, Cluster view, Errand errand) {
    if (!c.passes().isEmpty()) {
      Optional<Controller.Pass> pass = c.passFor(errand.lockName());
      if (pass.isPresent()) {
        return pass.get().errand().equals(errand);
      }
    }
    return errand.isLeftBehind() || view.executions().has(errand.execution());
  }

  private void look(int controller, Controller c, Errand errand) {
    Turn turn = moves.stage().turns().next(world, controller, errand);
    boolean goesOn = !c.passes().isEmpty() && c.passFor(errand.lockName()).isPresent();
    if (turn.acts() || goesOn) {
      due.add(new Due(controller, errand, turn));
    }
    busy |= turn.acts() && !goesOn;
  }

  /** Whether there is something to do that nobody has to wait for. */
  boolean busy() {
    return busy;
  }

  /**
   * A step that concerns nobody else, if there is one: to hand over audit events, and all that is
   * still to be done about an execution that has ended and owns nothing. It may come before
   * everything else that can happen, because whatever that is, it comes to the same in the other
   * order. Of executions that are alike each may be the first, so that it does not depend on names.
   */
  boolean local() {
    if (!moves.stage().scenario().reduces(Reduction.PRIVATE_STEPS)) {
      return false;
    }
    boolean found = false;
    boolean alike = moves.stage().renamings().size() > 1;
    for (Due step : due) {
      if (step.local(world) && (alike || !found)) {
        take(step);
        found = true;
      }
    }
    return found;
  }

  void turns() {
    due.forEach(this::take);
  }

  private void take(Due step) {
    if (moves.last() && moves.stage().scenario().reduces(Reduction.PRIVATE_STEPS)) {
      moves.add(() -> describe(step, Mishap.NONE), pass(step), true);
      return;
    }
    take(step, Mishap.NONE);
    if (step.turn().acts()) {
      for (Mishap mishap : Mishap.of(step.turn(), world)) {
        if (moves.allows(mishap.disturbance())) {
          take(step, mishap);
        }
      }
    }
  }

  private void take(Due step, Mishap mishap) {
    moves.add(
        () -> describe(step, mishap),
        Shell.after(moves.stage(), world, step.controller(), step.errand(), step.turn(), mishap),
        mishap == Mishap.NONE,
        step.controller());
  }

  private String describe(Due step, Mishap mishap) {
    return Shell.describe(world, step.controller(), step.errand(), step.turn(), mishap);
  }

  /** Where no fault can come between, a step and what concerns nobody else after it are one. */
  private World pass(Due first) {
    World next = world;
    Due step = first;
    int left = LONGEST_PASS;
    do {
      next =
          Shell.after(
                  moves.stage(), next, step.controller(), step.errand(), step.turn(), Mishap.NONE)
              .build();
      step = following(next, step);
    } while (step.turn().acts() && step.local(next) && --left > 0);
    return next;
  }

  private Due following(World next, Due step) {
    int controller = Math.min(step.controller(), next.controllers().size() - 1);
    Turn turn = moves.stage().turns().next(next, controller, step.errand());
    return new Due(controller, step.errand(), turn);
  }
}
