package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.time.Cooldown;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The promises that a single write can break, and what the ledgers note of it. */
final class Promises {

  private final Scenario scenario;
  private final World world;
  private final World.Draft draft;

  Promises(Scenario scenario, World world, World.Draft draft) {
    this.scenario = scenario;
    this.world = world;
    this.draft = draft;
  }

  /** S3: what a write changes belongs to the execution it is for, or to none that exists. */
  void touches(String owner, Optional<WorkflowExecution> by, String what) {
    boolean own = by.map(e -> e.metadata().uid().equals(owner)).orElseGet(() -> orphan(owner));
    if (!own) {
      draft.breaks("S3", "a %s of \"%s\" was changed".formatted(what, Subject.nameOf(owner)));
    }
  }

  private boolean orphan(String owner) {
    return !owner.isEmpty() && world.server().executionOf(owner).isEmpty();
  }

  /** S2 and S7, when a child is started. */
  void starts(Child child) {
    int index = scenario.index(child.executionUid());
    Ledger ledger = world.ledgers().get(index);
    if (ledger.startedUid().filter(uid -> !uid.equals(child.uid())).isPresent()) {
      draft.breaks("S2", "a second child was started for one execution");
    }
    if (resting(child.name())) {
      draft.breaks("S7", "a child was started while its target rests");
    }
    draft.ledger(index, l -> l.started(child.uid()));
  }

  /** Whether a target rests; only what executions tell counts once an outsider took its lock. */
  private boolean resting(String lockName) {
    return restingInTruth(lockName) && (!world.lockless() || restingByStatus(lockName));
  }

  private boolean restingInTruth(String lockName) {
    return world.clock() < world.rests().getOrDefault(lockName, Integer.MIN_VALUE);
  }

  private boolean restingByStatus(String lockName) {
    return Cooldown.longest(
            world.server().executions().items().stream()
                .map(Item::value)
                .filter(e -> scenario.subject(e.metadata().uid()).lockName().equals(lockName))
                .toList(),
            scenario.settings().cooldown(),
            Ticks.at(world.clock()))
        .isPresent();
  }

  /** S4, S5 and S11, when a status is written. */
  void statusChanges(WorkflowExecution before, WorkflowExecution after) {
    if (before.terminal() && !ending(before.status()).equals(ending(after.status()))) {
      draft.breaks("S4", "a terminal status was changed");
    }
    if (before.phase() != after.phase() && !before.phase().mayBecome(after.phase())) {
      draft.breaks("S4", "%s became %s".formatted(before.phase(), after.phase()));
    }
    if (after.status().deduplicatedBy().filter(after.metadata().name()::equals).isPresent()) {
      draft.breaks("S11", "an execution was deduplicated by itself");
    }
    if (!before.terminal() && after.terminal()) {
      ends(after);
    }
  }

  private record Ending(Object phase, Object start, Object completion, Object reason, Object ref) {}

  private static Ending ending(WorkflowExecutionStatus s) {
    return new Ending(
        s.phase(),
        s.startTime(),
        s.completionTime(),
        s.failureDetails().map(FailureDetails::reason),
        s.executionRef());
  }

  private void ends(WorkflowExecution execution) {
    int index = scenario.index(execution.metadata().uid());
    if (world.ledgers().get(index).ran()) {
      int ended = execution.status().completionTime().map(Ticks::of).orElse(world.clock());
      rest(scenario.subjects().get(index).lockName(), ended);
    }
  }

  /** A target rests from then on. */
  void rest(String lockName, int ended) {
    int until = ended + Ticks.in(scenario.settings().cooldown());
    Map<String, Integer> rests = new HashMap<>(draft.rests);
    rests.merge(lockName, until, Math::max);
    draft.rests = Map.copyOf(rests);
  }

  /**
   * S9 and S10, when our finalizer leaves an execution. A held child may still arrive late; what
   * was left behind is looked after apart.
   */
  void lettingGo(WorkflowExecution execution) {
    String uid = execution.metadata().uid();
    boolean child =
        world
            .server()
            .children()
            .map(Item::value)
            .filter(c -> c.state() != ChildState.HELD)
            .anyMatch(c -> c.belongsTo(uid));
    if (child || world.server().podsOf(uid) > 0) {
      draft.breaks("S9", "the finalizer left before child and pods");
    }
    Ledger ledger = world.ledgers().get(scenario.index(uid));
    int owed =
        OwedAudit.of(execution).stream()
            .mapToInt(e -> Ledger.bit(e.type()))
            .reduce(0, (a, b) -> a | b);
    if (!ledger.parked() && (owed & ~ledger.delivered()) != 0) {
      draft.breaks("S10", "the finalizer left before the audit sink had everything");
    }
    if (!execution.terminal()) {
      draft.breaks("L1", "an execution was let go before it had ended");
    }
  }
}
