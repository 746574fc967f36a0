package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.policy.Refusal;
import ai.kubernaut.we.core.policy.Wish;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides the next step of an execution. The same observation always gives the same plan. */
public final class Planner {

  private Planner() {}

  public static Plan plan(Observation o) {
    Plan plan =
        switch (o.execution().phase()) {
          case PENDING -> new PendingPlanner(o).plan();
          case RUNNING -> new RunningPlanner(o).plan();
          case COMPLETED, FAILED -> new TerminalPlanner(o).plan();
        };
    return plan instanceof Plan.Await wait ? AuditPlanner.beforeWaiting(o, wait) : plan;
  }

  /**
   * The workflow that the catalog has to be asked for before an execution can be decided on. Once a
   * lock of its own holds the decision, nobody is asked any more.
   */
  public static Optional<String> question(WorkflowExecution execution, Optional<Lock> lock) {
    boolean decided =
        execution.phase() != Phase.PENDING
            || lock.filter(l -> l.heldBy(execution.metadata().uid())).isPresent();
    return decided ? Optional.empty() : Decisions.question(execution);
  }

  /**
   * What the policy has against an execution, as far as can be said before it exists: the catalog
   * may name a service account yet.
   */
  public static Optional<Refusal> forbidden(WorkflowExecution execution, Settings settings) {
    Optional<Decision> decision =
        Decisions.decide(execution, new CatalogAnswer.NotAsked(), settings);
    return execution
        .spec()
        .map(spec -> new Wish(execution, spec, decision.orElseThrow(), 0))
        .flatMap(settings.policy()::refusal);
  }

  static Plan act(Effect effect, String why) {
    return new Plan.Act(effect, why);
  }

  static Plan write(Change change, String why) {
    return new Plan.Write(change, why);
  }

  static Plan await(String why) {
    return new Plan.Await(Optional.empty(), why);
  }

  static Plan await(Instant until, String why) {
    return new Plan.Await(Optional.of(until), why);
  }

  static Plan look(String why) {
    return new Plan.Look(Observation.Scope.SERVER, why);
  }

  /** Waits, after the status has said so. */
  static Plan block(Observation o, Blockage blockage, Optional<Instant> recheck) {
    return block(o, blockage, Optional.empty(), recheck);
  }

  /** The same, and says how the child is. */
  static Plan block(
      Observation o, Blockage blockage, Optional<Child> child, Optional<Instant> recheck) {
    if (Blockages.said(o.execution().status(), blockage)) {
      Optional<Instant> until =
          Stream.concat(blockage.until().stream(), recheck.stream()).min(Comparator.naturalOrder());
      return new Plan.Await(until, blockage.message());
    }
    return write(new Change.Block(blockage, child), blockage.reason());
  }

  static boolean auditSettled(Observation o) {
    return OwedAudit.settled(o.execution());
  }
}
