package ai.kubernaut.we.core.audit;

import java.util.List;

/**
 * Delivers audit events. Handing over never blocks and never fails: what cannot be delivered yet is
 * owed still, because the execution itself remembers it.
 */
public interface AuditTrail {

  /**
   * Hands events over; a repeat of an event that is on its way does nothing.
   *
   * @return false where there is no room now; the caller offers them again later
   */
  boolean submit(List<AuditEvent> events);

  /** What is known of the delivery of an execution's events. */
  AuditProgress progress(String executionUid);

  /** Gives up on the delivery of events and keeps them where a person finds them. */
  void surrender(List<AuditEvent> events);

  /** Forgets a settled execution. */
  void forget(String executionUid);
}
