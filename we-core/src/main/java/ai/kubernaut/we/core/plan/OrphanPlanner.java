package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.lock.Holder;
import ai.kubernaut.we.core.lock.Lock;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about children and locks whose execution no longer exists: what is held, suspended or has
 * ended is taken away, what runs is left to run, and a lock goes when nothing of its execution is
 * left and its target has rested. What this controller did not write is never touched.
 */
public final class OrphanPlanner {

  private final OrphanObservation o;

  private OrphanPlanner(OrphanObservation o) {
    this.o = o;
  }

  public static Plan plan(OrphanObservation o) {
    return new OrphanPlanner(o).plan();
  }

  private Plan plan() {
    Optional<Child> child =
        Removals.next(o.children().stream().filter(c -> c.ours() && orphan(c.executionUid())));
    Optional<Lock> lock =
        o.lock().filter(l -> l.claim().filter(c -> orphan(c.holder().uid())).isPresent());
    if (child.isEmpty() && lock.isEmpty()) {
      return Planner.await("nothing was left behind");
    }
    if (!o.live()) {
      return Planner.look("its execution is not in view");
    }
    return child.map(this::remove).orElseGet(() -> release(lock.orElseThrow()));
  }

  private boolean orphan(String executionUid) {
    return !o.executions().contains(executionUid);
  }

  /** What somebody has suspended would wait for ever: nobody has a reason to resume it. */
  private static boolean runs(Child child) {
    return !child.removing()
        && (child.state() == ChildState.STARTED || child.state() == ChildState.STOPPING);
  }

  private Plan remove(Child child) {
    if (runs(child)) {
      return Planner.await("what runs is left to run");
    }
    return switch (child.removal()) {
      case NONE, CARELESS -> Planner.act(new Effect.DeleteChild(child), "its execution is gone");
      case FOREGROUND -> Planner.await("its pods have yet to end");
      case DOUBTFUL -> Planner.look("its pods may not be in view");
      case RELEASABLE ->
          pods(child.executionUid()) == 0
              ? Planner.act(new Effect.ReleaseChild(child), "only our finalizer holds it")
              : Planner.await("its pods have yet to end");
    };
  }

  private Plan release(Lock lock) {
    Holder holder = lock.claim().orElseThrow().holder();
    if (pods(holder.uid()) > 0) {
      return Planner.await("pods of its execution have yet to end");
    }
    return lock.cooldownUntil().map(until -> release(lock, until)).orElseGet(() -> mark(lock));
  }

  /** Nobody is left who could tell when it ended: that may have been just now. */
  private Plan mark(Lock lock) {
    Instant until = o.now().plus(o.settings().cooldown());
    return Planner.act(new Effect.MarkCooldown(lock, until), "its target has to rest");
  }

  private Plan release(Lock lock, Instant until) {
    return o.now().isBefore(until)
        ? Planner.await(until, "its target rests")
        : Planner.act(new Effect.ReleaseLock(lock), "its execution is gone");
  }

  private int pods(String executionUid) {
    return o.pods().getOrDefault(executionUid, 0);
  }
}
