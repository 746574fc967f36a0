package ai.kubernaut.we.core.settle;

import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.plan.Change;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What follows from a step on the world, by its outcome. */
record ActSettlement(Observation o, Effect effect) implements Outcome.Cases<Settlement> {

  private static final Duration AUDIT_ROOM = Duration.ofSeconds(30);
  private static final Revisit AGAIN = new Revisit.Again(Observation.Scope.CACHES);

  @Override
  public Settlement done() {
    if (effect instanceof Effect.ReleaseLock released) {
      return noted(
          EventReason.LOCK_RELEASED, "Released lock %s.".formatted(released.lock().name()), AGAIN);
    }
    if (effect instanceof Effect.RemoveFinalizer) {
      return noted(
          EventReason.WORKFLOW_EXECUTION_DELETED,
          "Nothing of it is left; it may be deleted.",
          new Revisit.Await(Optional.empty()));
    }
    if (effect instanceof Effect.SurrenderAudit) {
      return new Settlement(transitions().auditSurrendered(), List.of(), AGAIN);
    }
    return Settle.unchanged(o, AGAIN);
  }

  /** Caches lag behind; the server's own word ends the doubt. */
  @Override
  public Settlement stale(Outcome.Stale outcome) {
    return o.scope() == Observation.Scope.CACHES
        ? Settle.unchanged(o, new Revisit.Again(Observation.Scope.SERVER))
        : retry(Optional.empty());
  }

  @Override
  public Settlement refused(Outcome.Refused outcome) {
    return creates()
        ? new Settlement(
            transitions().fail(failure(outcome)),
            List.of(
                new Note(EventReason.WORKFLOW_FAILED, outcome.reason() + ": " + outcome.message())),
            AGAIN)
        : noted(
            EventReason.CLEANUP_FAILED,
            outcome.message() + " " + outcome.advice(),
            new Revisit.Retry(Optional.empty()));
  }

  private Change.Fail failure(Outcome.Refused outcome) {
    return new Change.Fail(
        Failure.of(outcome.reason(), false, outcome.message(), outcome.advice()),
        Optional.empty(),
        o.lock()
            .filter(lock -> lock.heldBy(o.execution().metadata().uid()))
            .flatMap(Lock::claim)
            .map(Lock.Claim::decision),
        Optional.empty());
  }

  @Override
  public Settlement delayed(Outcome.Delayed outcome) {
    if (effect instanceof Effect.SubmitAudit submit) {
      return Settle.unchanged(o, new Revisit.Await(Optional.of(untilThereIsRoom(submit, outcome))));
    }
    Revisit next = new Revisit.Retry(outcome.retryAfter());
    return creates()
        ? new Settlement(transitions().block(blockage(outcome)), List.of(), next)
        : Settle.unchanged(o, next);
  }

  /** A full audit trail holds up nothing: what the execution waits for does not move. */
  private Instant untilThereIsRoom(Effect.SubmitAudit submit, Outcome.Delayed outcome) {
    Instant room = o.now().plus(outcome.retryAfter().orElse(AUDIT_ROOM));
    return submit.until().filter(room::isAfter).orElse(room);
  }

  /** The reason is a failure's, so that a wait without end fails for what it waited for. */
  private static Blockage blockage(Outcome.Delayed outcome) {
    String reason =
        outcome.reason() == FailureReason.UNKNOWN
            ? Blockage.SERVER_UNAVAILABLE
            : outcome.reason().toString();
    return new Blockage(reason, outcome.message(), Optional.empty(), Optional.empty());
  }

  @Override
  public Settlement unknown(Outcome.Unknown outcome) {
    if (o.scope() == Observation.Scope.CACHES) {
      return Settle.unchanged(o, new Revisit.Again(Observation.Scope.SERVER));
    }
    return creates()
        ? delayed(new Outcome.Delayed(FailureReason.UNKNOWN, outcome.message(), Optional.empty()))
        : retry(Optional.empty());
  }

  private Transitions transitions() {
    return new Transitions(o.execution(), o.now());
  }

  private boolean creates() {
    return effect instanceof Effect.TakeLock || effect instanceof Effect.CreateChild;
  }

  private Settlement retry(Optional<Duration> atLeast) {
    return Settle.unchanged(o, new Revisit.Retry(atLeast));
  }

  private Settlement noted(EventReason reason, String message, Revisit next) {
    return new Settlement(o.execution().status(), List.of(new Note(reason, message)), next);
  }
}
