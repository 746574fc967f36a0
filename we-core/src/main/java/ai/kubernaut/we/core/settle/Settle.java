package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.plan.Change;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import java.util.List;
import java.util.Optional;

/** From what was seen, what was planned and what came of it to what follows. */
public final class Settle {

  private static final Revisit AGAIN = new Revisit.Again(Observation.Scope.CACHES);

  private Settle() {}

  /**
   * What follows from a step.
   *
   * @param outcome of the effect; {@link Outcome.Done} for plans without one
   */
  public static Settlement settle(Observation o, Plan plan, Outcome outcome) {
    return plan.match(
        new Plan.Cases<>() {
          @Override
          public Settlement act(Plan.Act act) {
            return outcome.match(new ActSettlement(o, act.effect()));
          }

          @Override
          public Settlement write(Plan.Write write) {
            return write
                .change()
                .match(new ChangeSettlement(o, new Transitions(o.execution(), o.now())));
          }

          @Override
          public Settlement look(Plan.Look look) {
            return unchanged(o, new Revisit.Again(look.scope()));
          }

          @Override
          public Settlement await(Plan.Await await) {
            return unchanged(o, new Revisit.Await(await.until()));
          }
        });
  }

  static Settlement unchanged(Observation o, Revisit next) {
    return new Settlement(o.execution().status(), List.of(), next);
  }

  /** Each change is one status and the Events that tell of it. */
  private record ChangeSettlement(Observation o, Transitions transitions)
      implements Change.Cases<Settlement> {

    @Override
    public Settlement run(Change.Run change) {
      Child child = change.child();
      return written(
          transitions.run(change),
          new Note(
              EventReason.EXECUTION_CREATED,
              "Created " + child.describe() + " for target " + target() + "."));
    }

    private String target() {
      return o.execution().spec().map(WorkflowExecutionSpec::targetResource).orElse("?");
    }

    @Override
    public Settlement complete(Change.Complete change) {
      WorkflowExecutionStatus status = transitions.complete(change);
      return written(
          status,
          new Note(
              EventReason.WORKFLOW_COMPLETED,
              change.child().describe()
                  + " succeeded"
                  + status.duration().map(d -> " after " + d).orElse("")
                  + "."));
    }

    @Override
    public Settlement fail(Change.Fail change) {
      Failure failure = change.failure();
      WorkflowExecutionStatus status = transitions.fail(change);
      Note failed =
          new Note(EventReason.WORKFLOW_FAILED, failure.reason() + ": " + failure.summary());
      boolean invalid =
          failure.reason() == FailureReason.CONFIGURATION_ERROR && change.child().isEmpty();
      return invalid
          ? written(
              status, new Note(EventReason.WORKFLOW_VALIDATION_FAILED, failure.message()), failed)
          : written(status, failed);
    }

    @Override
    public Settlement block(Change.Block change) {
      Blockage blockage = change.blockage();
      WorkflowExecutionStatus status = transitions.block(blockage, change.child());
      return note(blockage).map(note -> written(status, note)).orElseGet(() -> written(status));
    }

    /** A person reads of what passes with time, and of what somebody has to put right. */
    private Optional<Note> note(Blockage blockage) {
      if (blockage.reason().equals(Blockage.COOLING_DOWN)) {
        return Optional.of(new Note(EventReason.COOLDOWN_ACTIVE, blockage.message()));
      }
      boolean stuck =
          blockage.reason().equals(Blockage.NO_POD)
              || blockage.reason().equals(Blockage.SUSPENDED)
              || !Blockage.REASONS.contains(blockage.reason());
      return stuck
          ? Optional.of(new Note(EventReason.EXECUTION_BLOCKED, blockage.message()))
          : Optional.empty();
    }

    @Override
    public Settlement mirror(Change.Mirror change) {
      return written(transitions.mirror(change.child()));
    }

    @Override
    public Settlement clear(Change.Clear change) {
      return written(transitions.clear(change.clearance()));
    }

    @Override
    public Settlement auditConfirmed() {
      return written(transitions.auditConfirmed());
    }

    @Override
    public Settlement auditRejected(Change.AuditRejected change) {
      return written(transitions.auditRejected(change.message()));
    }

    private static Settlement written(WorkflowExecutionStatus status, Note... notes) {
      return new Settlement(status, List.of(notes), AGAIN);
    }
  }

  /** What follows from a step without an execution whose status could tell of it. */
  public static Revisit after(Plan plan, Outcome outcome) {
    return plan.match(
        new Plan.Cases<>() {
          @Override
          public Revisit act(Plan.Act act) {
            return outcome.match(new RevisitAfter());
          }

          @Override
          public Revisit write(Plan.Write write) {
            throw new IllegalStateException("no execution to write the status of: " + write.why());
          }

          @Override
          public Revisit look(Plan.Look look) {
            return new Revisit.Again(look.scope());
          }

          @Override
          public Revisit await(Plan.Await await) {
            return new Revisit.Await(await.until());
          }
        });
  }

  /** When to look again after a step. */
  static final class RevisitAfter implements Outcome.Cases<Revisit> {
    @Override
    public Revisit done() {
      return AGAIN;
    }

    @Override
    public Revisit stale(Outcome.Stale outcome) {
      return new Revisit.Retry(Optional.empty());
    }

    @Override
    public Revisit refused(Outcome.Refused outcome) {
      return new Revisit.Retry(Optional.empty());
    }

    @Override
    public Revisit delayed(Outcome.Delayed outcome) {
      return new Revisit.Retry(outcome.retryAfter());
    }

    @Override
    public Revisit unknown(Outcome.Unknown outcome) {
      return new Revisit.Retry(Optional.empty());
    }
  }
}
