package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.OwedAudit;
import java.util.List;
import java.util.Optional;

/** What is owed to the audit trail, whenever there is nothing more urgent to do. */
final class AuditPlanner {

  private AuditPlanner() {}

  /** Hands over what is owed and records what was confirmed, else waits as planned. */
  static Plan beforeWaiting(Observation o, Plan.Await wait) {
    if (Planner.auditSettled(o)) {
      return wait;
    }
    List<AuditEvent> owed = OwedAudit.of(o.execution());
    List<AuditEvent> missing = o.audit().unsubmitted(owed);
    if (!missing.isEmpty()) {
      return Planner.act(new Effect.SubmitAudit(missing, wait.until()), "audit events are owed");
    }
    return o.execution().terminal() ? recorded(o, owed).orElse(wait) : wait;
  }

  /** The write that settles the account, once it can be settled. */
  static Optional<Plan> recorded(Observation o, List<AuditEvent> owed) {
    if (o.audit().rejected().isPresent()) {
      return Optional.of(
          Planner.write(
              new Change.AuditRejected(o.audit().rejected().get()), "the sink refused an event"));
    }
    return o.audit().confirms(owed)
        ? Optional.of(Planner.write(new Change.AuditConfirmed(), "the sink confirmed every event"))
        : Optional.empty();
  }
}
