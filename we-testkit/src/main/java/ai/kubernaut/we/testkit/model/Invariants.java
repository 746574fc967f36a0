package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Lock;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The promises that a state can break, and those that it can break only when nothing goes on. */
final class Invariants {

  private final Scenario scenario;
  private final World world;

  Invariants(Scenario scenario, World world) {
    this.scenario = scenario;
    this.world = world;
  }

  Optional<Violation> broken() {
    return world.broken().or(this::twoLive).or(this::ranAndDenied).or(this::toldTwice);
  }

  /** S1: at most one live execution per target. */
  private Optional<Violation> twoLive() {
    for (String lockName : scenario.lockNames()) {
      Set<String> live = new HashSet<>(4);
      world
          .server()
          .children()
          .map(Item::value)
          .filter(c -> live(c, lockName))
          .map(Child::uid)
          .forEach(live::add);
      for (Item<Pod> pod : world.server().pods().items()) {
        if (pod.value().phase().acts() && lockNameOf(pod.value()).equals(lockName)) {
          live.add(pod.value().childUid());
        }
      }
      if (live.size() > 1) {
        return broken("S1", "two executions of one target are live");
      }
    }
    return Optional.empty();
  }

  private static boolean live(Child c, String lockName) {
    return c.ours()
        && c.name().equals(lockName)
        && c.removal() == Child.Removal.NONE
        && c.state() != ChildState.HELD
        && !c.state().ended();
  }

  private String lockNameOf(Pod pod) {
    return scenario.subject(pod.executionUid()).lockName();
  }

  /** S5: what ran is never called a failure before the execution. */
  private Optional<Violation> ranAndDenied() {
    for (Item<WorkflowExecution> item : world.server().executions().items()) {
      WorkflowExecution e = item.value();
      boolean denied =
          e.status().failureDetails().filter(f -> !f.wasExecutionFailure()).isPresent();
      if (denied && ledger(e).ran()) {
        return broken("S5", "%s ran, and its status denies it".formatted(item.name()));
      }
    }
    return Optional.empty();
  }

  /** S10: at most one end is told. */
  private Optional<Violation> toldTwice() {
    int both =
        Ledger.bit(AuditEventType.WORKFLOW_COMPLETED) | Ledger.bit(AuditEventType.WORKFLOW_FAILED);
    return world.ledgers().stream().anyMatch(l -> (l.delivered() & both) == both)
        ? broken("S10", "the audit sink was told two ends of one execution")
        : Optional.empty();
  }

  private Ledger ledger(WorkflowExecution e) {
    return world.ledgers().get(scenario.index(e.metadata().uid()));
  }

  /** L1 to L7: nothing more will happen, so everything must be done. */
  Optional<Violation> unfinished() {
    return world.server().executions().items().stream()
        .map(Item::value)
        .flatMap(e -> unfinished(e).stream())
        .findFirst()
        .or(this::leftBehind);
  }

  private Optional<Violation> unfinished(WorkflowExecution e) {
    String name = e.metadata().name();
    if (e.metadata().hasFinalizer(Names.CLEANUP_FINALIZER) && e.deleting()) {
      return broken("L3", "the deletion of %s does not end".formatted(name));
    }
    if (!e.terminal()) {
      return broken("L1", "%s stays %s".formatted(name, e.phase()));
    }
    Ledger ledger = ledger(e);
    boolean told =
        OwedAudit.of(e).stream().allMatch(o -> (ledger.delivered() & Ledger.bit(o.type())) != 0);
    return OwedAudit.settled(e) && (told || ledger.parked())
        ? Optional.empty()
        : broken("L5", "the audit of %s is not settled".formatted(name));
  }

  private Optional<Violation> leftBehind() {
    Cluster server = world.server();
    if (server.locks().items().stream().map(Item::value).anyMatch(Invariants::claimed)) {
      return broken("L2", "a lock is left behind");
    }
    return server.children().map(Item::value).anyMatch(Child::ours)
            || !server.pods().items().isEmpty()
        ? broken("L2", "a child or its pods are left behind")
        : Optional.empty();
  }

  private static boolean claimed(Lock lock) {
    return lock.claim().isPresent();
  }

  private static Optional<Violation> broken(String invariant, String message) {
    return Optional.of(new Violation(invariant, message));
  }
}
