package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.time.Cooldown;
import java.time.Instant;
import java.util.Optional;

/** What an execution can be waiting for, in words. */
final class Blockages {

  private Blockages() {}

  /** Whether the status says so already; its wording may differ. */
  static boolean said(WorkflowExecutionStatus status, Blockage blockage) {
    return status
            .condition(ConditionType.BLOCKED)
            .filter(Condition::isTrue)
            .filter(c -> c.reason().equals(blockage.reason()))
            .isPresent()
        && status.blockedBy().equals(blockage.by())
        && status.blockedUntil().equals(blockage.until());
  }

  static Blockage cooling(Cooldown.Cooling cooling) {
    return new Blockage(
        Blockage.COOLING_DOWN,
        "The target rests until %s after WorkflowExecution %s."
            .formatted(cooling.until(), cooling.by()),
        Optional.of(cooling.by()),
        Optional.of(cooling.until()));
  }

  /** Held by an execution that has ended and has yet to clean up. */
  static Blockage heldByEnded(WorkflowExecution holder) {
    String by = holder.metadata().qualifiedName();
    return new Blockage(
        Blockage.TARGET_LOCKED,
        "WorkflowExecution %s has ended and still cleans up on this target.".formatted(by),
        Optional.of(by),
        Optional.empty());
  }

  /** Held for an execution that no longer exists. */
  static Blockage leftBehind(Lock lock, String by, Instant now) {
    Optional<Instant> rested = lock.cooldownUntil().filter(now::isBefore);
    return new Blockage(
        rested.isPresent() ? Blockage.COOLING_DOWN : Blockage.TARGET_LOCKED,
        "Lease %s is left from WorkflowExecution %s, which was deleted; it goes when nothing of it"
                .formatted(lock.name(), by)
            + " runs any more and the target has rested.",
        Optional.of(by),
        rested);
  }

  static Blockage foreignLock(Lock lock) {
    return new Blockage(
        Blockage.FOREIGN_OBJECT,
        "Lease %s was not written by this controller; delete it if nothing uses it."
            .formatted(lock.name()),
        Optional.of("Lease " + lock.name()),
        Optional.empty());
  }

  static Blockage othersChild(Child child) {
    return new Blockage(
        Blockage.FOREIGN_OBJECT,
        "%s %s has the name that this target's execution needs; it goes on when that object is gone."
            .formatted(
                child.describe(),
                child.ours() ? "of WorkflowExecution " + child.execution() : "of somebody else"),
        Optional.of(child.describe()),
        Optional.empty());
  }

  static Blockage engineNotAvailable(String engine) {
    return new Blockage(
        Blockage.ENGINE_NOT_AVAILABLE,
        "The API of engine \"%s\" does not answer; it goes on when it is installed and reachable."
            .formatted(engine),
        Optional.of("engine " + engine),
        Optional.empty());
  }

  static Blockage catalogUnavailable(String reason) {
    return new Blockage(
        Blockage.CATALOG_UNAVAILABLE,
        "The workflow catalog does not say how to run the workflow (%s); it goes on when it does."
            .formatted(reason),
        Optional.of("workflow catalog"),
        Optional.empty());
  }

  static Blockage terminating(Child child) {
    return new Blockage(
        Blockage.TERMINATING,
        "%s is being deleted; its pods have yet to end.".formatted(child.describe()),
        Optional.of(child.describe()),
        Optional.empty());
  }

  /** Started, and kept from making its first pod. */
  static Blockage noPod(Child child, Failure why) {
    return new Blockage(
        why.reason().toString(),
        "%s has no pod yet: %s %s".formatted(child.describe(), why.message(), why.advice()),
        Optional.of(child.describe()),
        Optional.empty());
  }

  /** Started, and nothing says why it has no pod. */
  static Blockage noPod(Child child) {
    return new Blockage(
        Blockage.NO_POD,
        "%s has no pod yet (it says %s), and no Event says why; look whether its controller runs."
            .formatted(child.describe(), child.progress().reason()),
        Optional.of(child.describe()),
        Optional.empty());
  }

  /** Whether the status says already that it has no pod, for whichever reason. */
  static boolean saidNoPod(WorkflowExecutionStatus status) {
    return status
        .condition(ConditionType.BLOCKED)
        .filter(Condition::isTrue)
        .filter(c -> c.reason().equals(Blockage.NO_POD) || !Blockage.REASONS.contains(c.reason()))
        .isPresent();
  }

  static Blockage suspended(Child child) {
    return new Blockage(
        Blockage.SUSPENDED,
        "%s was suspended by somebody else; it goes on when they resume it, unless it had a pod."
            .formatted(child.describe()),
        Optional.of(child.describe()),
        Optional.empty());
  }

  static Blockage auditOwed(Instant until) {
    return new Blockage(
        Blockage.AUDIT_NOT_DELIVERED,
        "The deletion waits for the audit sink to confirm its events, until %s.".formatted(until),
        Optional.empty(),
        Optional.of(until));
  }
}
