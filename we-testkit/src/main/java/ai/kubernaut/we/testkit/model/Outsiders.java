package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.Child.Removal;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Lock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whoever meddles with children and locks, or has objects of the same names. */
final class Outsiders {

  private final Moves moves;
  private final World world;

  Outsiders(Moves moves) {
    this.moves = moves;
    this.world = moves.world();
  }

  /** What they have begun they may end. */
  void chances() {
    chances(world.server().jobs());
    chances(world.server().pipelineRuns());
  }

  private void chances(Listing<Child> children) {
    for (int i = 0; i < children.size(); i++) {
      Item<Child> item = children.get(i);
      Child child = item.value();
      if (!child.ours()) {
        moves.chance(() -> "its owner removes " + child.uid(), d -> d.remove(child));
      } else if (child.state() == ChildState.SUSPENDED && !child.removing()) {
        moves.chance(
            () -> "somebody resumes " + child.uid(), d -> d.becomes(item, ChildChange.STARTED));
      }
    }
  }

  void faults() {
    world.server().children().stream().filter(c -> c.value().ours()).forEach(this::faults);
    world.server().pods().items().forEach(item -> faults(item.value()));
    moves.stage().scenario().lockNames().forEach(this::faults);
  }

  private void faults(Item<Child> item) {
    Child child = item.value();
    if (child.removal() == Removal.NONE) {
      fault(
          Disturbance.DELETE_CHILD,
          "somebody deletes ",
          child,
          d -> d.becomes(item, ChildChange.DELETED));
      fault(
          Disturbance.DELETE_CHILD_CARELESSLY,
          "somebody deletes, without waiting for its pods, ",
          child,
          d -> d.becomes(item, ChildChange.DELETED_CARELESSLY));
    }
    fault(Disturbance.DESTROY_CHILD, "somebody destroys ", child, d -> d.remove(child));
    if (child.state() == ChildState.STARTED && child.removal() == Removal.NONE) {
      fault(
          Disturbance.SUSPEND_CHILD,
          "somebody suspends ",
          child,
          d -> d.becomes(item, ChildChange.SUSPENDED));
    }
    if (child.state() == ChildState.HELD && child.removal() == Removal.NONE && awaited(item)) {
      fault(
          Disturbance.RESUME_CHILD,
          "somebody starts ",
          child,
          d -> d.becomes(item, ChildChange.STARTED));
    }
  }

  private void fault(Disturbance disturbance, String what, Child child, Consumer<Draft> change) {
    moves.fault(disturbance, () -> what + child.uid(), change);
  }

  /**
   * Whether its execution is about to start it. Nobody can say what comes of a child that an
   * outsider starts after its execution has forgotten it.
   */
  private boolean awaited(Item<Child> child) {
    int traits = child.content().traits();
    boolean locked = world.server().locks().owned(Traits.owner(traits)) > 0;
    Optional<Shared<WorkflowExecution>> execution =
        world.server().executionOf(child.value().executionUid()).map(Item::content);
    return locked
        && execution
            .filter(e -> e.is(Traits.PENDING) || Traits.child(e.traits()) == Traits.child(traits))
            .isPresent();
  }

  /** A workflow whose pod is taken away has failed, and the pod cannot tell how. */
  private void faults(Pod pod) {
    if (pod.phase() != Pod.Phase.TERMINATING) {
      moves.fault(
          Disturbance.DELETE_POD,
          () -> "somebody takes the pod of %s away".formatted(pod.childUid()),
          d -> {
            d.server.childOf(pod.childUid()).ifPresent(child -> fails(d, child));
            Engines.kill(d, pod);
          });
    }
  }

  private static void fails(Draft d, Item<Child> child) {
    if (!child.value().state().ended() && !child.value().removing()) {
      Engines.ends(d, child, ChildChange.FAILED);
    }
  }

  private void faults(String lockName) {
    Optional<Lock> lock = world.server().locks().get(lockName);
    if (lock.flatMap(Lock::claim).isPresent()) {
      moves.fault(
          Disturbance.EDIT_LOCK,
          () -> "somebody takes what we wrote off the lock",
          d ->
              d.around(d.around.withLockless(true))
                  .put(new Lock(lockName, "", "", Optional.empty(), Optional.empty())));
    }
    if (world.server().locks().find(lockName).isEmpty()) {
      moves.fault(
          Disturbance.FOREIGN_LOCK,
          () -> "somebody makes a lease of our name",
          d -> d.put(new Lock(lockName, "", "", Optional.empty(), Optional.empty())));
    } else {
      moves.fault(
          Disturbance.DELETE_LOCK,
          () -> "somebody deletes the lock",
          d -> d.around(d.around.withLockless(true)).removeLock(lockName));
    }
    for (String engine : List.of(Engines.JOB, Engines.TEKTON)) {
      if (world.server().children(engine).find(lockName).isEmpty()) {
        moves.fault(
            Disturbance.FOREIGN_CHILD,
            () -> "somebody makes a %s of our name".formatted(engine),
            d -> foreign(d, engine, lockName));
      }
    }
  }

  private void foreign(Draft d, String engine, String lockName) {
    String namespace = moves.stage().scenario().settings().executionNamespace();
    d.put(Children.foreign(engine, namespace, lockName, Uids.of(Uids.free(d, d.ledgers.size()))));
  }
}
