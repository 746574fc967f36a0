package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.time.Cooldown;

/**
 * What is asked of objects in every state, worked out once for each value and kept as bits of one
 * number: whose it is, which child it is about, and some answers.
 */
final class Traits {

  /** Nobody of the scenario. */
  static final int NOBODY = -1;

  private static final int OWNER = 0xF;
  private static final int CHILD_SHIFT = 4;
  private static final int CHILD = 0x1F;

  /** Of an execution: nothing is owed to the audit trail. */
  static final int SETTLED = 1 << 10;

  /** Of an execution: it says that it failed before it ran. */
  static final int DENIES = 1 << 11;

  static final int TERMINAL = 1 << 12;
  static final int DELETING = 1 << 13;
  static final int PENDING = 1 << 14;

  /** Of an execution: our finalizer is on it. */
  static final int HELD = 1 << 15;

  /** Of a child or a pod: it acts on its target, or is about to. */
  static final int LIVE = 1 << 16;

  /** Of a child: only our finalizer is left. */
  static final int RELEASABLE = 1 << 17;

  /** Of a child: it was not yet started. */
  static final int UNSTARTED = 1 << 18;

  /** Of an execution: it has ended, everybody was told, and it would not have to rest any more. */
  static final int OVER = 1 << 19;

  /** Of an execution: it says that it ran and failed. */
  static final int FAILED = 1 << 21;

  /** Of an execution: it is over, and no child of it is recorded. */
  static final int BURIED = 1 << 20;

  private Traits() {}

  static int of(WorkflowExecution e, Scenario scenario) {
    return about(
            scenario.index(e.metadata().uid()),
            e.status().executionRef().flatMap(ExecutionRef::uid).map(Uids::number).orElse(0))
        | (OwedAudit.settled(e) ? SETTLED : 0)
        | (e.status().failureDetails().filter(f -> !ran(f)).isPresent() ? DENIES : 0)
        | (e.status().failureDetails().filter(f -> ran(f)).isPresent() ? FAILED : 0)
        | (e.terminal() ? TERMINAL : 0)
        | (e.deleting() ? DELETING : 0)
        | (e.phase() == Phase.PENDING ? PENDING : 0)
        | (e.metadata().hasFinalizer(Names.CLEANUP_FINALIZER) ? HELD : 0)
        | (over(e, scenario) ? OVER : 0)
        | (over(e, scenario) && e.status().executionRef().isEmpty() ? BURIED : 0);
  }

  private static boolean over(WorkflowExecution e, Scenario scenario) {
    return OwedAudit.settled(e)
        && !Ticks.NOW.isBefore(Cooldown.end(e, scenario.settings().cooldown()));
  }

  private static boolean ran(FailureDetails f) {
    return f.wasExecutionFailure();
  }

  static int of(Lock lock, Scenario scenario) {
    return about(lock.claim().map(c -> scenario.index(c.holder().uid())).orElse(NOBODY), 0);
  }

  static int of(Child c, Scenario scenario) {
    boolean live =
        c.ours()
            && c.removal() == Removal.NONE
            && c.state() != ChildState.HELD
            && !c.state().ended();
    return about(scenario.index(c.executionUid()), Uids.number(c.uid()))
        | (live ? LIVE : 0)
        | (c.removal() == Removal.RELEASABLE ? RELEASABLE : 0)
        | (c.state() == ChildState.HELD ? UNSTARTED : 0);
  }

  static int of(Pod pod, Scenario scenario) {
    return about(scenario.index(pod.executionUid()), Uids.number(pod.childUid()))
        | (pod.phase().acts() ? LIVE : 0);
  }

  private static int about(int owner, int child) {
    return owner + 1 | child << CHILD_SHIFT;
  }

  /** The number of the execution that it is, or belongs to. */
  static int owner(int traits) {
    return (traits & OWNER) - 1;
  }

  /** The number of the child that it is, or is about; 0 for none. */
  static int child(int traits) {
    return traits >>> CHILD_SHIFT & CHILD;
  }

  /** The same as a bit. */
  static int childBit(int traits) {
    return child(traits) == 0 ? 0 : 1 << child(traits);
  }
}
