package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One irreversible step on the world. Each is conditional on the view that it was planned from. */
public sealed interface Effect {

  <R> R match(Cases<R> cases);

  /** What to do for each kind of step. */
  interface Cases<R> {
    R addFinalizer();

    R takeLock(TakeLock effect);

    R createChild(CreateChild effect);

    R startChild(StartChild effect);

    R stopChild(StopChild effect);

    R deleteChild(DeleteChild effect);

    R releaseChild(ReleaseChild effect);

    R markCooldown(MarkCooldown effect);

    R releaseLock(ReleaseLock effect);

    R submitAudit(SubmitAudit effect);

    R surrenderAudit(SurrenderAudit effect);

    R removeFinalizer();
  }

  /** Our finalizer onto the execution; succeeds only on a fresh view of it. */
  record AddFinalizer() implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.addFinalizer();
    }
  }

  /** Create the Lease of the target, with what was decided. */
  record TakeLock(String lockName, Decision decision) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.takeLock(this);
    }
  }

  /** Create the child, held. */
  record CreateChild(ChildSpec spec) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.createChild(this);
    }
  }

  /** Let the recorded child run. */
  record StartChild(Child child) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.startChild(this);
    }
  }

  /** End a started child in its engine's own way. */
  record StopChild(Child child) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.stopChild(this);
    }
  }

  /** Delete a child in the foreground: its pods first. */
  record DeleteChild(Child child) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deleteChild(this);
    }
  }

  /** Our finalizer off a child that is deleted: its name becomes free. */
  record ReleaseChild(Child child) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.releaseChild(this);
    }
  }

  /** Leave the lock where it is until its target has rested. */
  record MarkCooldown(Lock lock, Instant until) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.markCooldown(this);
    }
  }

  /** Delete the Lease of the target. */
  record ReleaseLock(Lock lock) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.releaseLock(this);
    }
  }

  /**
   * Hand owed events to the audit trail.
   *
   * @param until when the execution needs another look in any case
   */
  record SubmitAudit(List<AuditEvent> events, Optional<Instant> until) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.submitAudit(this);
    }
  }

  /** Keep owed events where a person finds them, because a deletion can wait no longer. */
  record SurrenderAudit(List<AuditEvent> events) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.surrenderAudit(this);
    }
  }

  /** Our finalizer off the execution: the server may forget it. */
  record RemoveFinalizer() implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.removeFinalizer();
    }
  }
}
