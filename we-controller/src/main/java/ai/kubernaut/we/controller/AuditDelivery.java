package ai.kubernaut.we.controller;

import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.AuditTrail;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Interim. */
final class AuditDelivery implements AuditTrail {
  private final Map<String, Set<AuditEventType>> got = new ConcurrentHashMap<>();
  private final Consumer<String> changed;

  private AuditDelivery(Consumer<String> changed) {
    this.changed = changed;
  }

  static AuditDelivery open(Configuration configuration, Consumer<String> changed) {
    return new AuditDelivery(changed);
  }

  AuditTrail trail() {
    return this;
  }

  void close(Duration longest) {}

  @Override
  public boolean submit(List<AuditEvent> events) {
    for (AuditEvent e : events) {
      String uid = e.execution().metadata().uid();
      got.computeIfAbsent(uid, any -> EnumSet.noneOf(AuditEventType.class)).add(e.type());
      changed.accept(uid);
    }
    return true;
  }

  @Override
  public AuditProgress progress(String executionUid) {
    Set<AuditEventType> g = got.getOrDefault(executionUid, Set.of());
    return new AuditProgress(g, g, Optional.empty());
  }

  @Override
  public void surrender(List<AuditEvent> events) {}

  @Override
  public void forget(String executionUid) {
    got.remove(executionUid);
  }
}
