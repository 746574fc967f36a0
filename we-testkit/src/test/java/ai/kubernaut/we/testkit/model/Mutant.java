package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.TargetResource;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.core.plan.Change;
import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Observation.Scope;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.core.routing.BlockReason;
import ai.kubernaut.we.core.routing.Route;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Known mistakes of comparable controllers, each put into the decisions of core. */
enum Mutant implements Logic {
  DEDUPLICATED_BY_ITSELF(1, "a child that is there already deduplicates") {
    @Override
    public Plan plan(Observation o) {
      return pending(o) && o.scope() != Scope.CACHES && own(o).isPresent()
          ? fail(o, FailureReason.DEDUPLICATED, false, true)
          : CORE.plan(o);
    }
  },
  OWN_CHILD_IS_STALE(2, "an own child found Pending is deleted and made again") {
    @Override
    public Plan plan(Observation o) {
      return pending(o)
          ? own(o).filter(c -> !c.removing()).map(Mutant::delete).orElseGet(() -> CORE.plan(o))
          : CORE.plan(o);
    }
  },
  RAN_AND_FAILED_MAY_BE_REPEATED(3, "routing forgets an execution that ran and failed") {
    @Override
    public List<Route.Blocked> blocks(TargetResource target, List<WorkflowExecution> history) {
      return CORE.blocks(target, history).stream()
          .filter(blocked -> blocked.reason() != BlockReason.PREVIOUS_EXECUTION_FAILED)
          .toList();
    }
  },
  LOST_IS_RETRYABLE(4, "a lost child counts as a failure before the execution") {
    @Override
    public Plan plan(Observation o) {
      return CORE.plan(o) instanceof Plan.Write w
              && w.change() instanceof Change.Fail f
              && f.failure().reason() == FailureReason.EXECUTION_LOST
          ? fail(o, FailureReason.EXECUTION_LOST, false, false)
          : CORE.plan(o);
    }
  },
  LOCK_PER_ENGINE(6, "each engine has a lock of its own") {
    @Override
    public Plan plan(Observation o) {
      Plan plan =
          CORE.plan(
              with(
                  o,
                  o.lock().filter(l -> l.heldBy(uid(o))),
                  o.children().stream().filter(c -> c.belongsTo(uid(o))).toList(),
                  o.audit(),
                  List.of()));
      return plan instanceof Plan.Act act && act.effect() instanceof Effect.TakeLock take
          ? new Plan.Act(
              new Effect.TakeLock(
                  take.lockName() + "-" + take.decision().engine(), take.decision()),
              act.why())
          : plan;
    }
  },
  NAME_FREE_WHILE_PODS_RUN(7, "the child goes before its pods") {
    @Override
    public Plan plan(Observation o) {
      Plan plan = CORE.plan(o);
      return plan instanceof Plan.Await
          ? own(o)
              .filter(c -> c.removal() == Removal.FOREGROUND)
              .<Plan>map(c -> new Plan.Act(new Effect.ReleaseChild(c), "no need to wait"))
              .orElse(plan)
          : plan;
    }
  },
  OWNED_BY_NAME(11, "a lock of the right name is ours") {
    @Override
    public Plan plan(Observation o) {
      return CORE.plan(
          with(o, o.lock().map(l -> claimed(l, o)), o.children(), o.audit(), List.of()));
    }
  },
  LABELS_END_IN_A_DASH(16, "label values are cut where they end in a dash") {
    @Override
    public Plan plan(Observation o) {
      return CORE.plan(o) instanceof Plan.Act act
              && act.effect() instanceof Effect.CreateChild create
          ? new Plan.Act(new Effect.CreateChild(badlyLabelled(create.spec())), act.why())
          : CORE.plan(o);
    }
  },
  NO_DEADLINE_FOR_TEKTON(18, "the deadline is ignored for one engine") {
    @Override
    public Plan plan(Observation o) {
      Plan plan = CORE.plan(o);
      return is(plan, Effect.StopChild.class)
              && own(o).filter(c -> c.engine().equals("tekton")).isPresent()
          ? new Plan.Await(Optional.empty(), "its engine stops it")
          : plan;
    }
  },
  NO_COMPLETION_TIME(20, "an ended execution without completion time is looked at again") {
    @Override
    public Plan plan(Observation o) {
      return o.execution().terminal() && CORE.plan(o) instanceof Plan.Await
          ? new Plan.Act(new Effect.SubmitAudit(List.of(), Optional.empty()), "it looks unfinished")
          : CORE.plan(o);
    }
  },
  RELEASED_AGAIN_AND_AGAIN(21, "an execution at rest is written to") {
    @Override
    public Plan plan(Observation o) {
      Plan plan = CORE.plan(o);
      return plan instanceof Plan.Await && o.execution().terminal()
          ? new Plan.Write(new Change.AuditConfirmed(), "once more")
          : plan;
    }
  },
  COOLDOWN_GOES_WITH_THE_EXECUTION(22, "deleting an execution drops its cooldown") {
    @Override
    public Plan plan(Observation o) {
      return CORE.plan(o) instanceof Plan.Act act
              && act.effect() instanceof Effect.MarkCooldown mark
          ? new Plan.Act(new Effect.ReleaseLock(mark.lock()), "it is deleted")
          : CORE.plan(o);
    }
  },
  RECORDED_FROM_MEMORY(23, "what is in memory counts as delivered") {
    @Override
    public Plan plan(Observation o) {
      AuditProgress a = o.audit();
      return CORE.plan(
          with(
              o,
              o.lock(),
              o.children(),
              new AuditProgress(a.submitted(), a.submitted(), a.rejected()),
              o.rivals()));
    }
  },
  WRITTEN_ON_EVERY_LOOK(25, "a running execution is written to on every look") {
    @Override
    public Plan plan(Observation o) {
      Plan plan = CORE.plan(o);
      return plan instanceof Plan.Await
              && o.execution().phase() == Phase.RUNNING
              && own(o).isPresent()
          ? new Plan.Write(new Change.Mirror(own(o).get()), "to be sure")
          : plan;
    }
  },
  AUDITED_AGAIN(29, "what the audit sink has is handed over again") {
    @Override
    public Plan plan(Observation o) {
      return CORE.plan(o) instanceof Plan.Await && OwedAudit.settled(o.execution())
          ? new Plan.Act(
              new Effect.SubmitAudit(OwedAudit.of(o.execution()), Optional.empty()), "once more")
          : CORE.plan(o);
    }
  },
  DECIDED_ANEW(0, "a child is what is decided now, not what the lock recorded") {
    @Override
    public Plan plan(Observation o) {
      Plan decided = CORE.plan(with(o, Optional.empty(), List.of(), o.audit(), List.of()));
      return decided instanceof Plan.Act act && act.effect() instanceof Effect.TakeLock take
          ? CORE.plan(
              with(
                  o,
                  o.lock().map(l -> l.heldBy(uid(o)) ? recording(l, take.decision()) : l),
                  o.children(),
                  o.audit(),
                  o.rivals()))
          : CORE.plan(o);
    }
  },
  STARTED_BEFORE_IT_IS_RECORDED(0, "a child is started before its uid is recorded") {
    @Override
    public Plan plan(Observation o) {
      Optional<Child> held = own(o).filter(c -> c.state() == ChildState.HELD && !c.removing());
      return pending(o) && held.isPresent()
          ? new Plan.Act(new Effect.StartChild(held.get()), "why wait")
          : CORE.plan(o);
    }
  },
  NO_COOLDOWN(0, "a target does not rest") {
    @Override
    public Plan plan(Observation o) {
      return CORE.plan(restless(o));
    }
  },
  FINALIZER_LEAVES_FIRST(0, "a deleted execution is let go at once") {
    @Override
    public Plan plan(Observation o) {
      return o.execution().deleting() && !o.execution().metadata().finalizers().isEmpty()
          ? new Plan.Act(new Effect.RemoveFinalizer(), "it is not wanted")
          : CORE.plan(o);
    }
  };

  private final int number;
  private final String what;

  Mutant(int number, String what) {
    this.number = number;
    this.what = what;
  }

  /** Its number among the known mistakes; 0 for one of our own. */
  int number() {
    return number;
  }

  String what() {
    return what;
  }

  /** Where it shows soonest. */
  Scenario scenario() {
    return switch (this) {
      case LOCK_PER_ENGINE, NO_COOLDOWN -> Scenarios.two(0);
      case OWNED_BY_NAME -> Scenarios.two(1);
      case NO_DEADLINE_FOR_TEKTON -> Scenarios.only(Scenarios.two(1), Disturbance.SUSPEND_CHILD);
      case COOLDOWN_GOES_WITH_THE_EXECUTION ->
          Scenarios.only(Scenarios.two(1), Disturbance.DELETE_EXECUTION);
      case DECIDED_ANEW -> Scenarios.only(Scenarios.open(1), Disturbance.OTHER_CATALOG);
      case RECORDED_FROM_MEMORY ->
          Scenarios.only(Scenarios.one(2), Disturbance.AUDIT_DOWN, Disturbance.CRASH);
      default -> Scenarios.one(1);
    };
  }

  private static boolean pending(Observation o) {
    return o.execution().phase() == Phase.PENDING;
  }

  private static String uid(Observation o) {
    return o.execution().metadata().uid();
  }

  private static Optional<Child> own(Observation o) {
    return o.children().stream().filter(c -> c.belongsTo(uid(o))).findFirst();
  }

  private static boolean is(Plan plan, Class<? extends Effect> effect) {
    return plan instanceof Plan.Act act && effect.isInstance(act.effect());
  }

  private static Plan delete(Child child) {
    return new Plan.Act(new Effect.DeleteChild(child), "it is in the way");
  }

  private static Plan fail(Observation o, FailureReason reason, boolean ran, boolean byItself) {
    return new Plan.Write(
        new Change.Fail(
            Failure.of(reason, ran, "mutant", "none"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(o.execution().metadata().name()).filter(name -> byItself)),
        "mutant");
  }

  private static Lock claimed(Lock lock, Observation o) {
    Metadata m = o.execution().metadata();
    Holder self = new Holder(m.uid(), m.namespace(), m.name());
    return with(lock, lock.claim().map(c -> new Lock.Claim(self, c.decision())));
  }

  private static Lock recording(Lock lock, Decision decision) {
    return with(lock, lock.claim().map(c -> new Lock.Claim(c.holder(), decision)));
  }

  private static Lock with(Lock lock, Optional<Lock.Claim> claim) {
    return new Lock(lock.name(), lock.uid(), lock.resourceVersion(), claim, lock.cooldownUntil());
  }

  private static ChildSpec badlyLabelled(ChildSpec s) {
    Map<String, String> labels = new HashMap<>(s.labels());
    labels.replaceAll((label, value) -> value + "-");
    return new ChildSpec(
        s.engine(),
        s.namespace(),
        s.name(),
        s.image(),
        s.parameters(),
        s.timeout(),
        s.serviceAccount(),
        s.dependencies(),
        s.resources(),
        s.engineConfig(),
        labels,
        s.annotations());
  }

  private static Observation restless(Observation o) {
    Settings s = o.settings();
    Settings none =
        new Settings(
            s.executionNamespace(),
            Duration.ZERO,
            s.defaultTimeout(),
            s.defaultEngine(),
            s.clusterId(),
            s.progressInterval(),
            s.stopGrace(),
            s.auditWait(),
            s.policy(),
            s.clearances());
    return new Observation(
        o.now(),
        o.scope(),
        o.execution(),
        o.lock(),
        o.children(),
        o.pods(),
        o.rivals(),
        o.gone(),
        o.engines(),
        o.catalog(),
        o.audit(),
        o.lastWrite(),
        none);
  }

  private static Observation with(
      Observation o,
      Optional<Lock> lock,
      List<Child> children,
      AuditProgress audit,
      List<WorkflowExecution> rivals) {
    return new Observation(
        o.now(),
        o.scope(),
        o.execution(),
        lock,
        children,
        o.pods(),
        rivals,
        o.gone(),
        o.engines(),
        o.catalog(),
        audit,
        o.lastWrite(),
        o.settings());
  }
}
