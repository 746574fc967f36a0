package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import java.util.Optional;

/** The promises that a single write can break, and what the ledgers note of it. */
final class Promises {

  private final Scenario scenario;
  private final Draft draft;

  Promises(Draft draft) {
    this.scenario = draft.stage().scenario();
    this.draft = draft;
  }

  /** S3: what a write changes belongs to the execution it is for, or to none that exists. */
  void touches(String owner, String by, String what) {
    boolean own = by.isEmpty() ? orphan(owner) : by.equals(owner);
    if (!own) {
      draft.breaks("S3", "a %s of \"%s\" was changed".formatted(what, Subject.nameOf(owner)));
    }
  }

  private boolean orphan(String owner) {
    return !owner.isEmpty() && draft.server.executionOf(owner).isEmpty();
  }

  /** S2 and S7, when a child is started. */
  void starts(Child child) {
    int index = scenario.index(child.executionUid());
    int number = Uids.number(child.uid());
    int started = draft.ledgers.get(index).started();
    if (started != Ledger.NONE && started != number) {
      draft.breaks("S2", "a second child was started for one execution");
    }
    if (resting(scenario.everybody().get(index).lockName())) {
      draft.breaks("S7", "a child was started while its target rests");
    }
    draft.ledger(index, ledger -> ledger.withStarted(number));
  }

  /** What nobody but an outsider has started is not held against its execution. */
  void runs(Pod pod) {
    int index = scenario.index(pod.executionUid());
    if (draft.ledgers.get(index).started() == Uids.number(pod.childUid())) {
      draft.ledger(index, Ledger::withRun);
    }
  }

  /** What an outsider has started counts from the moment that the execution calls it its own. */
  private void adopts(WorkflowExecution execution) {
    int index = scenario.index(execution.metadata().uid());
    Optional<Child> child =
        execution
            .status()
            .executionRef()
            .flatMap(ExecutionRef::uid)
            .flatMap(uid -> draft.server.childOf(uid))
            .map(Item::value)
            .filter(c -> c.state() != ChildState.HELD);
    child.ifPresent(
        c -> {
          draft.ledger(index, ledger -> ledger.withStarted(Uids.number(c.uid())));
          draft
              .server
              .pods()
              .get(c.uid())
              .filter(pod -> pod.phase() != Pod.Phase.WAITING)
              .ifPresent(this::runs);
        });
  }

  /**
   * A lock is taken. Where an outsider had taken it away, what only the lock could tell is nobody's
   * fault any more.
   */
  void takes(Subject by) {
    if (draft.around.lockless() && !restingByStatus(by.lockName())) {
      draft.rested(by.lockName());
    }
  }

  private boolean resting(String lockName) {
    return draft.rests.get(scenario.lockNames().indexOf(lockName)) > 0
        && (!draft.around.lockless() || restingByStatus(lockName));
  }

  private boolean restingByStatus(String lockName) {
    return Rests.byStatus(lockName, draft.server, scenario).isPresent();
  }

  /** S4 and S8 to S10, when an execution is changed. */
  void changes(WorkflowExecution before, WorkflowExecution after) {
    if (before.terminal() && !ending(before.status()).equals(ending(after.status()))) {
      draft.breaks("S4", "a terminal status was changed");
    }
    if (before.phase() != after.phase() && !before.phase().mayBecome(after.phase())) {
      draft.breaks("S4", "%s became %s".formatted(before.phase(), after.phase()));
    }
    if (before.phase() == Phase.PENDING && after.phase() == Phase.RUNNING) {
      adopts(after);
    }
    if (!before.terminal() && after.terminal()) {
      ends(after);
    }
    finalizers(before, after);
    if (!OwedAudit.settled(before) && OwedAudit.settled(after)) {
      settles(before);
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
    if (draft.ledgers.get(index).ran()) {
      int ago = execution.status().completionTime().map(Ticks::since).orElse(0);
      draft.rest(scenario.everybody().get(index).lockName(), cooldown() - ago);
    }
  }

  /** A child that ran has ended, and no execution tells of it. */
  void ended(Child child) {
    int index = scenario.index(child.executionUid());
    if (child.removal() == Child.Removal.NONE
        && draft.ledgers.get(index).ran()
        && draft.server.executionOf(child.executionUid()).isEmpty()) {
      draft.rest(scenario.everybody().get(index).lockName(), cooldown());
    }
  }

  private int cooldown() {
    return Ticks.in(scenario.settings().cooldown());
  }

  private void finalizers(WorkflowExecution before, WorkflowExecution after) {
    int more = after.metadata().finalizers().size() - before.metadata().finalizers().size();
    if (more > 0 && before.deleting()) {
      draft.breaks("S8", "a finalizer was added to an execution that is deleted");
    }
    if (more < 0) {
      lettingGo(before);
    }
  }

  /**
   * S9 and S10, when our finalizer leaves an execution. A held child may still arrive late; what
   * was left behind is looked after apart.
   */
  private void lettingGo(WorkflowExecution execution) {
    int subject = scenario.index(execution.metadata().uid());
    if (draft.server.started(subject) || draft.server.pods().owned(subject) > 0) {
      draft.breaks("S9", "the finalizer left before child and pods");
    }
    if (!OwedAudit.settled(execution)) {
      settles(execution);
    }
    if (!execution.terminal()) {
      draft.breaks("L1", "an execution was let go before it had ended");
    }
  }

  /** S10: nothing is owed any more, so the sink must have it, or a person the dead letters. */
  private void settles(WorkflowExecution execution) {
    Ledger ledger = draft.ledgers.get(scenario.index(execution.metadata().uid()));
    int owed =
        OwedAudit.of(execution).stream()
            .mapToInt(e -> Ledger.bit(e.type()))
            .reduce(0, (a, b) -> a | b);
    if (!ledger.parked() && (owed & ~ledger.delivered()) != 0) {
      draft.breaks("S10", "audit was called settled before the sink had everything");
    }
  }

  /** S10: the sink gets events; one execution has one end. */
  void delivers(int subject, int bits) {
    draft.ledger(subject, ledger -> ledger.withDelivered(bits));
    if (draft.ledgers.get(subject).endedTwice()) {
      draft.breaks("S10", "the audit sink was told two ends of one execution");
    }
  }
}
