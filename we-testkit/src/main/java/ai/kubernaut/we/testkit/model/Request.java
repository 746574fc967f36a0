package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.Optional;

/** A write on its way to the API server. */
sealed interface Request {

  Errand errand();

  /** The uid of a child that it mentions. */
  Optional<String> child();

  /** What it says under other names, as one number. */
  long mark(Renaming names);

  /** The same request after a shift of the clock. */
  Request shifted(Stage stage, Shift shift);

  /**
   * An execution becomes another, if it still has the version that was seen.
   *
   * @param what for traces
   * @param becomes the whole execution after it
   * @param flaw what is wrong with the new execution by itself
   */
  record Change(
      Errand errand,
      String what,
      int revision,
      Shared<WorkflowExecution> becomes,
      Optional<Violation> flaw)
      implements Request {

    @Override
    public Optional<String> child() {
      return becomes.value().status().executionRef().flatMap(ExecutionRef::uid);
    }

    @Override
    public long mark(Renaming names) {
      return names.of(becomes).mark();
    }

    @Override
    public Request shifted(Stage stage, Shift shift) {
      return new Change(errand, what, revision, stage.executions().shifted(becomes, shift), flaw);
    }

    @Override
    public String toString() {
      return what + " for " + errand;
    }
  }

  /**
   * A step on the world.
   *
   * @param by uid of the execution that it is for; empty for what was left behind
   * @param revision that its object must still have; 0 for creations, and for deletes, which carry
   *     the uid alone
   * @param flaw what is wrong with what it writes, by itself
   */
  record Deed(Errand errand, String by, Effect effect, int revision, Optional<Violation> flaw)
      implements Request {

    @Override
    public Optional<String> child() {
      return Deeds.child(effect).map(c -> c.uid());
    }

    @Override
    public long mark(Renaming names) {
      return Mark.then(Mark.of(names.errand(errand)), Deeds.mark(effect, names));
    }

    @Override
    public Request shifted(Stage stage, Shift shift) {
      return effect instanceof Effect.MarkCooldown mark
          ? new Deed(
              errand,
              by,
              new Effect.MarkCooldown(mark.lock(), shift.of(mark.until(), 0)),
              revision,
              flaw)
          : this;
    }

    @Override
    public String toString() {
      return Deeds.describe(effect) + " for " + errand;
    }
  }
}
