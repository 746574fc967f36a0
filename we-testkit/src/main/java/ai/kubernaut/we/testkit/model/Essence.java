package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.time.Cooldown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an object decisions can rest on. All else is left out of the model's objects, not only of
 * their comparison, so that it cannot matter unnoticed: wording; times of conditions; how old a
 * time is beyond the age at which it is over; and of an execution that has ended everything but how
 * it ended, when, and what it still owes.
 */
final class Essence {

  private final Scenario scenario;
  private final int pending;
  private final int run;
  private final int rest;
  private final int auditWait;

  Essence(Scenario scenario) {
    Settings settings = scenario.settings();
    this.scenario = scenario;
    int more = scenario.reduces(Reduction.AGES) ? 0 : 2;
    this.pending = more + Ticks.in(settings.defaultTimeout());
    this.run = more + Ticks.in(scenario.longestRun()) + Ticks.in(settings.stopGrace());
    this.rest = more + Ticks.in(settings.cooldown());
    this.auditWait = more + Ticks.in(settings.auditWait());
  }

  WorkflowExecution of(WorkflowExecution e, Shift shift) {
    boolean settled = OwedAudit.settled(e);
    return new WorkflowExecution(
        metadata(e, settled, shift),
        spec(e),
        e.terminal() ? ended(e, settled, shift) : open(e, shift));
  }

  private Metadata metadata(WorkflowExecution e, boolean settled, Shift shift) {
    Metadata m = e.metadata();
    return new Metadata(
        m.namespace(),
        m.name(),
        m.uid(),
        "",
        e.phase() == Phase.PENDING ? m.generation() : 1,
        e.phase() == Phase.PENDING ? shift.of(m.creationTimestamp(), pending) : Ticks.NOW,
        m.deletionTimestamp().map(asked -> settled ? Ticks.NOW : shift.of(asked, auditWait)),
        Map.of(),
        annotations(e),
        m.hasFinalizer(Names.CLEANUP_FINALIZER) ? List.of(Names.CLEANUP_FINALIZER) : List.of());
  }

  /** Only what has yet to be obeyed. */
  private static Map<String, String> annotations(WorkflowExecution e) {
    Map<String, String> all = e.metadata().annotations();
    if (e.terminal()) {
      boolean awaited =
          all.containsKey(Names.CLEAR_ANNOTATION) && e.status().blockClearance().isEmpty();
      return awaited ? Executions.STAMP : Map.of();
    }
    return all.containsKey(Names.CANCEL_ANNOTATION)
        ? Map.of(Names.CANCEL_ANNOTATION, "enough")
        : Map.of();
  }

  private Optional<WorkflowExecutionSpec> spec(WorkflowExecution e) {
    return e.phase() == Phase.PENDING
        ? e.spec()
        : Optional.of(scenario.subject(e.metadata().uid()).spec());
  }

  private WorkflowExecutionStatus open(WorkflowExecution e, Shift shift) {
    WorkflowExecutionStatus s = e.status();
    WorkflowExecutionStatus.Builder kept = kept(s, shift, true);
    s.startTime().ifPresent(t -> kept.startTime(shift.of(t, run)));
    s.executionEngine().ifPresent(kept::executionEngine);
    s.executionStatus().ifPresent(kept::executionStatus);
    return kept.build();
  }

  private WorkflowExecutionStatus ended(WorkflowExecution e, boolean settled, Shift shift) {
    WorkflowExecutionStatus s = e.status();
    WorkflowExecutionStatus.Builder kept = kept(s, shift, !settled);
    s.startTime().ifPresent(t -> kept.startTime(Ticks.NOW));
    int over = Cooldown.ran(e) ? rest : 0;
    s.completionTime().ifPresent(t -> kept.completionTime(shift.of(t, over)));
    s.failureDetails().ifPresent(f -> kept.failureDetails(essence(f)));
    s.blockClearance().ifPresent(c -> kept.blockClearance(essence(c)));
    s.executionEngine().filter(engine -> !settled).ifPresent(engine -> kept.executionEngine("job"));
    return kept.build();
  }

  private WorkflowExecutionStatus.Builder kept(
      WorkflowExecutionStatus s, Shift shift, boolean waits) {
    WorkflowExecutionStatus.Builder kept = new WorkflowExecutionStatus.Builder();
    s.phase().ifPresent(kept::phase);
    s.executionRef().ifPresent(kept::executionRef);
    List<Condition> conditions = new ArrayList<>(2);
    s.condition(ConditionType.AUDIT_RECORDED).ifPresent(c -> conditions.add(essence(c)));
    if (waits) {
      s.condition(ConditionType.BLOCKED)
          .filter(Condition::isTrue)
          .ifPresent(
              c -> {
                conditions.add(essence(c));
                kept.blocked(s.blockedBy(), s.blockedUntil().map(t -> shift.of(t, 0)));
              });
    }
    return kept.conditions(conditions);
  }

  /** What executions of one target see of each other: who it is, where it is, and how it ended. */
  static WorkflowExecution asRival(WorkflowExecution e) {
    Metadata m = e.metadata();
    WorkflowExecutionStatus s = e.status();
    WorkflowExecutionStatus.Builder kept = new WorkflowExecutionStatus.Builder();
    s.phase().ifPresent(kept::phase);
    s.completionTime().ifPresent(kept::completionTime);
    s.failureDetails().ifPresent(kept::failureDetails);
    return new WorkflowExecution(
        new Metadata(
            m.namespace(),
            m.name(),
            m.uid(),
            "",
            1,
            Ticks.NOW,
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of()),
        e.spec(),
        kept.build());
  }

  private static Condition essence(Condition c) {
    return new Condition(c.type(), c.status(), c.reason(), "", Ticks.NOW, Optional.empty());
  }

  private static BlockClearance essence(BlockClearance c) {
    return new BlockClearance(c.clearMethod(), "", "", c.clearedAt().map(at -> Ticks.NOW));
  }

  private static FailureDetails essence(FailureDetails f) {
    return new FailureDetails(
        FailureReason.UNKNOWN,
        f.wasExecutionFailure(),
        "",
        "",
        "",
        0,
        Optional.empty(),
        Optional.empty(),
        Ticks.NOW,
        Optional.empty());
  }

  /** One that ended long ago, and of which nothing is left: only how it ended still matters. */
  static WorkflowExecution finished(WorkflowExecution e) {
    WorkflowExecutionStatus.Builder kept =
        new WorkflowExecutionStatus.Builder().conditions(e.status().conditions());
    e.status().completionTime().ifPresent(kept::completionTime);
    kept.phase(e.phase());
    e.status().failureDetails().ifPresent(kept::failureDetails);
    e.status().blockClearance().ifPresent(kept::blockClearance);
    return e.withStatus(kept.build());
  }

  Lock of(Lock lock, Shift shift) {
    return new Lock(
        lock.name(), "", "", lock.claim(), lock.cooldownUntil().map(t -> shift.of(t, 0)));
  }

  Child of(Child c, Shift shift) {
    Optional<Instant> ended = c.endedAt().map(t -> shift.of(t, rest));
    return Children.copy(c, c.state(), c.removal(), ended, c.evidence());
  }
}
