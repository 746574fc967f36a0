package ai.kubernaut.we.core.audit;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this process knows of the delivery of one execution's events; nothing after a restart.
 *
 * @param submitted handed to the trail
 * @param confirmed the sink has them
 * @param rejected why the sink refused one for good; its other events count as usual
 */
public record AuditProgress(
    Set<AuditEventType> submitted, Set<AuditEventType> confirmed, Optional<String> rejected) {

  public static final AuditProgress NONE = new AuditProgress(Set.of(), Set.of(), Optional.empty());

  public AuditProgress {
    submitted = Set.copyOf(submitted);
    confirmed = Set.copyOf(confirmed);
  }

  /** Those of the events that still have to be handed over. */
  public List<AuditEvent> unsubmitted(List<AuditEvent> owed) {
    return owed.stream().filter(event -> !submitted.contains(event.type())).toList();
  }

  public boolean confirms(List<AuditEvent> owed) {
    Set<AuditEventType> missing = EnumSet.noneOf(AuditEventType.class);
    owed.forEach(event -> missing.add(event.type()));
    missing.removeAll(confirmed);
    return missing.isEmpty();
  }
}
