package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.OwedAudit;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The promises that a state can break, and those that it can break only when nothing goes on. */
final class Invariants {

  private final Stage stage;
  private final Scenario scenario;
  private final World world;

  Invariants(Stage stage, World world) {
    this.stage = stage;
    this.scenario = stage.scenario();
    this.world = world;
  }

  Optional<Violation> broken() {
    Optional<Violation> broken = world.broken();
    if (broken.isEmpty()) {
      broken = twoLive();
    }
    if (broken.isEmpty()) {
      broken = ranAndDenied();
    }
    if (broken.isEmpty()) {
      broken = history();
    }
    return broken.isEmpty() ? own() : broken;
  }

  /** S1: at most one live execution per target. */
  private Optional<Violation> twoLive() {
    Cluster server = world.server();
    int live =
        server.jobs().childrenOf(Traits.LIVE)
            | server.pipelineRuns().childrenOf(Traits.LIVE)
            | server.pods().childrenOf(Traits.LIVE);
    return Integer.bitCount(live) < 2 ? Optional.empty() : twoLive(live & ~othersPods(live));
  }

  /** Pods that an outsider has let run, of a child that an outsider has taken away since. */
  private int othersPods(int live) {
    int others = live & ~world.server().childBits();
    for (Ledger ledger : world.ledgers()) {
      others &= ledger.started() > 0 ? ~(1 << ledger.started()) : ~0;
    }
    return others;
  }

  private Optional<Violation> twoLive(int live) {
    Set<String> targets = new HashSet<>();
    for (int left = live; left != 0; left &= left - 1) {
      int subject = Uids.subject(Integer.numberOfTrailingZeros(left));
      if (!targets.add(scenario.everybody().get(subject).lockName()) && !excused()) {
        return broken("S1", "two executions of one target are live");
      }
    }
    return Optional.empty();
  }

  /**
   * An outsider who takes a lock away does no harm by that alone; together with anything else it is
   * not claimed that the target is safe until the lock is taken again.
   */
  private boolean excused() {
    return world.around().lockless() && world.faults() > 1;
  }

  /** S5: what ran is never called a failure before the execution. */
  private Optional<Violation> ranAndDenied() {
    Listing<WorkflowExecution> executions = world.server().executions();
    for (int i = 0; i < executions.size(); i++) {
      Shared<WorkflowExecution> e = executions.get(i).content();
      if (e.is(Traits.DENIES) && world.ledgers().get(Traits.owner(e.traits())).ran()) {
        return broken("S5", "%s ran, and its status denies it".formatted(executions.get(i).name()));
      }
    }
    return Optional.empty();
  }

  /** S6: see {@link History}. */
  private Optional<Violation> history() {
    Listing<WorkflowExecution> executions = world.server().executions();
    for (int i = 0; i < executions.size(); i++) {
      if (executions.get(i).content().is(Traits.FAILED)) {
        return stage.history(executions);
      }
    }
    return Optional.empty();
  }

  /** Those of whoever made the scenario. */
  private Optional<Violation> own() {
    for (Promise promise : scenario.promises()) {
      Optional<Violation> broken = promise.broken(world);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** L1 to L7: nothing more will happen, so everything must be done. */
  Optional<Violation> unfinished() {
    for (Item<WorkflowExecution> item : world.server().executions().items()) {
      Optional<Violation> unfinished = unfinished(item.value());
      if (unfinished.isPresent()) {
        return unfinished;
      }
    }
    return leftBehind();
  }

  private Optional<Violation> unfinished(WorkflowExecution e) {
    String name = e.metadata().name();
    if (e.metadata().hasFinalizer(Names.CLEANUP_FINALIZER) && e.deleting()) {
      return broken("L3", "the deletion of %s does not end".formatted(name));
    }
    if (!e.terminal()) {
      return broken("L1", "%s stays %s".formatted(name, e.phase()));
    }
    return OwedAudit.settled(e)
        ? Optional.empty()
        : broken("L5", "the audit of %s is not settled".formatted(name));
  }

  private Optional<Violation> leftBehind() {
    Cluster server = world.server();
    if (server.locks().items().stream().anyMatch(lock -> lock.value().claim().isPresent())) {
      return broken("L2", "a lock is left behind");
    }
    return server.children().stream().map(Item::value).anyMatch(Child::ours)
            || server.pods().size() > 0
        ? broken("L2", "a child or its pods are left behind")
        : Optional.empty();
  }

  private static Optional<Violation> broken(String invariant, String message) {
    return Optional.of(new Violation(invariant, message));
  }
}
