package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import java.util.function.UnaryOperator;

/** Whoever creates executions, and changes them. */
final class Users {

  private final Moves moves;
  private final World world;

  Users(Moves moves) {
    this.moves = moves;
    this.world = moves.world();
  }

  /** Every execution is created sooner or later. */
  void creations() {
    for (int i = 0; i < moves.stage().scenario().subjects().size(); i++) {
      int index = i;
      Subject subject = moves.stage().scenario().everybody().get(i);
      if ((world.around().created() & 1 << i) == 0) {
        moves.fair(
            () -> "a user creates " + subject.name(),
            d -> d.around(d.around.withCreated(index)).put(subject.created()));
      }
    }
  }

  /**
   * What happens to an execution that is over and done with concerns no other: it is the same
   * whether the others are at work or not, so it happens when they are not.
   */
  void faults() {
    Listing<WorkflowExecution> executions = world.server().executions();
    boolean quiet =
        executions.count(Traits.BURIED) == executions.size()
            || !moves.stage().scenario().reduces(Reduction.LAST_RITES);
    for (Item<WorkflowExecution> item : executions.items()) {
      if (quiet || !item.content().is(Traits.BURIED)) {
        faults(item.value());
      }
    }
  }

  private void faults(WorkflowExecution e) {
    if (!e.metadata().annotations().containsKey(Names.CANCEL_ANNOTATION) && !e.terminal()) {
      change(Disturbance.CANCEL, "a user cancels ", e, Executions::cancelled);
    }
    if (e.phase() == Phase.FAILED
        && e.status().blockClearance().isEmpty()
        && !e.metadata().annotations().containsKey(Names.CLEAR_ANNOTATION)) {
      change(Disturbance.CLEAR, "a person clears ", e, Executions::cleared);
    }
    if (!e.deleting()) {
      change(Disturbance.DELETE_EXECUTION, "a user deletes ", e, Executions::deleted);
    }
    if (e.metadata().generation() == 1 && e.phase() == Phase.PENDING) {
      Subject subject = moves.stage().scenario().subject(e.metadata().uid());
      change(
          Disturbance.EDIT_SPEC,
          "somebody edits the spec of ",
          e,
          old -> Executions.edited(old, subject));
    }
    if (e.metadata().hasFinalizer(Names.CLEANUP_FINALIZER)) {
      change(
          Disturbance.STRIP_EXECUTION,
          "somebody takes the finalizers off ",
          e,
          old -> Executions.held(old, false));
    }
  }

  private void change(
      Disturbance disturbance,
      String what,
      WorkflowExecution e,
      UnaryOperator<WorkflowExecution> change) {
    moves.fault(disturbance, () -> what + e.metadata().name(), d -> d.put(change.apply(e)));
  }
}
