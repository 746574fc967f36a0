package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.lock.Decision;
import java.util.Optional;

/** What becomes of the status, with nothing else in the world to do. */
public sealed interface Change {

  <R> R match(Cases<R> cases);

  /** What to do for each kind of change. */
  interface Cases<R> {
    R run(Run change);

    R complete(Complete change);

    R fail(Fail change);

    R block(Block change);

    R mirror(Mirror change);

    R clear(Clear change);

    R auditConfirmed();

    R auditRejected(AuditRejected change);
  }

  /** Phase Running, with the child that is to be started. */
  record Run(Child child, Optional<Decision> decision) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.run(this);
    }
  }

  /** Phase Completed. */
  record Complete(Child child) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.complete(this);
    }
  }

  /**
   * Phase Failed.
   *
   * @param child as last seen
   * @param decision what the lock says, if one was taken
   */
  record Fail(
      Failure failure,
      Optional<Child> child,
      Optional<Decision> decision,
      Optional<String> deduplicatedBy)
      implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.fail(this);
    }
  }

  /**
   * Still Pending, still held up, or still ending, and why.
   *
   * @param child whose state is copied, where there is one and it tells more than before
   */
  record Block(Blockage blockage, Optional<Child> child) implements Change {

    /** Of an execution without a child, or with one that tells nothing new. */
    public Block(Blockage blockage) {
      this(blockage, Optional.empty());
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.block(this);
    }
  }

  /** The child's own state, copied. */
  record Mirror(Child child) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.mirror(this);
    }
  }

  /** Others may run on its target although it failed. */
  record Clear(BlockClearance clearance) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.clear(this);
    }
  }

  /** The audit sink has everything. */
  record AuditConfirmed() implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.auditConfirmed();
    }
  }

  /** The audit sink has refused an event for good. */
  record AuditRejected(String message) implements Change {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.auditRejected(this);
    }
  }
}
