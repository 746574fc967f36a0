package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.AuditTrail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An audit trail that says it has everything, unless it is told to be full or forgetful. */
final class ATrail implements AuditTrail {

  final List<AuditEvent> submitted = new ArrayList<>();
  final List<AuditEvent> surrendered = new ArrayList<>();
  final List<String> forgotten = new ArrayList<>();
  boolean full;
  boolean forgetful;

  @Override
  public boolean submit(List<AuditEvent> events) {
    submitted.addAll(events);
    return !full;
  }

  @Override
  public AuditProgress progress(String executionUid) {
    Set<AuditEventType> all = EnumSet.allOf(AuditEventType.class);
    return new AuditProgress(forgetful ? Set.of() : all, Set.of(), Optional.empty());
  }

  @Override
  public void surrender(List<AuditEvent> events) {
    surrendered.addAll(events);
  }

  @Override
  public void forget(String executionUid) {
    forgotten.add(executionUid);
  }
}
