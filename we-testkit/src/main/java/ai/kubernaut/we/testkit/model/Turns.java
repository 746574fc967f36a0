package ai.kubernaut.we.testkit.model;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Observation.Scope;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers turns by what was seen. It forgets some, so that it stays small. Safe for use by
 * several threads.
 */
final class Turns {

  private static final int SIZE = 1 << 20;

  private final Stage stage;
  private final AtomicReferenceArray<Turn> remembered = new AtomicReferenceArray<>(SIZE);

  Turns(Stage stage) {
    this.stage = stage;
  }

  /** The next turn of a controller about an errand. */
  Turn next(World world, int controller, Errand errand) {
    Controller c = world.controllers().get(controller);
    Scope scope = c.passFor(errand.lockName()).map(Controller.Pass::scope).orElse(Scope.CACHES);
    long seen = seen(world, c, errand, scope);
    int slot = (int) (seen >>> 44);
    Turn known = remembered.get(slot);
    if (known != null && known.mark() == seen) {
      return known;
    }
    Turn turn = new Sight(stage, world, c).turn(errand, scope, seen);
    remembered.set(slot, turn);
    return turn;
  }

  /** A number for all that {@link Sight} gathers. */
  private long seen(World world, Controller c, Errand errand, Scope scope) {
    long seen = Mark.of(errand.number() << 2 | Controller.Pass.depth(scope));
    seen = cluster(seen, c.view(world.server()), errand.subject());
    if (c.behind().isPresent()) {
      seen = cluster(seen, world.server(), errand.subject());
    }
    seen = Mark.then(seen, world.around().seen());
    return errand.isLeftBehind()
        ? seen
        : Mark.then(seen, (long) c.gone() << 32 | c.outboxes().get(errand.subject()).packed());
  }

  private long cluster(long before, Cluster cluster, int subject) {
    long all = Mark.then(before, cluster.locks().mark());
    all = Mark.then(all, cluster.jobs().mark());
    all = Mark.then(all, cluster.pipelineRuns().mark());
    all = Mark.then(all, executions(cluster.executions(), subject));
    return Mark.then(all, pods(cluster.pods(), subject));
  }

  private long executions(Listing<WorkflowExecution> executions, int subject) {
    long all = 0;
    for (int i = 0; i < executions.size(); i++) {
      Shared<WorkflowExecution> e = executions.get(i).content();
      int owner = Traits.owner(e.traits());
      if (subject == Errand.LEFT_BEHIND) {
        all |= 1L << owner;
      } else {
        all = Mark.then(all, owner == subject ? e.mark() : stage.asRival(e).mark());
      }
    }
    return all;
  }

  /** Its own pods, or else how many everybody has. */
  private static long pods(Listing<Pod> pods, int subject) {
    long all = 0;
    for (int i = 0; i < pods.size(); i++) {
      Shared<Pod> pod = pods.get(i).content();
      int owner = Traits.owner(pod.traits());
      if (subject == Errand.LEFT_BEHIND) {
        all += 1L << (4 * owner);
      } else if (owner == subject) {
        all = Mark.then(all, pod.mark());
      }
    }
    return all;
  }
}
