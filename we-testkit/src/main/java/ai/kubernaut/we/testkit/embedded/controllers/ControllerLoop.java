package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.store.Batch;
import ai.kubernaut.we.testkit.embedded.store.Compacted;
import ai.kubernaut.we.testkit.embedded.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the simulated controllers: one thread that acts, one that follows the history and hands it
 * over.
 */
public final class ControllerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  private final Store store;
  private final List<Controller> controllers = new ArrayList<>();
  private final ScheduledThreadPoolExecutor actor;
  private final Thread follower;

  /**
   * Starts the given controllers.
   *
   * @param chosen which controllers take part
   * @param kubelet what becomes of pods
   */
  public ControllerLoop(
      ObjectRegistry registry,
      ResourceTypes types,
      java.util.Set<Part> chosen,
      KubeletScript kubelet) {
    store = registry.store();
    actor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "embedded-kubernetes-controllers");
              thread.setDaemon(true);
              return thread;
            });
    actor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    Cluster cluster = new Cluster(registry, types);
    for (Part part : Part.values()) {
      if (chosen.contains(part)) {
        controllers.add(part.controller(cluster, this, kubelet));
      }
    }
    long from = store.revision();
    follower = new Thread(() -> follow(from), "embedded-kubernetes-history");
    follower.setDaemon(true);
    follower.start();
  }

  /**
   * Runs an action soon, on the controllers' thread; what it throws is logged and ends only this
   * action.
   */
  void soon(Runnable action) {
    after(Duration.ZERO, action);
  }

  /** Runs an action after a while, on the controllers' thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // The action reports its own failure.
  void after(Duration delay, Runnable action) {
    try {
      actor.schedule(() -> guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the controllers have been stopped");
    }
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("a simulated controller failed", e);
    }
  }

  private void follow(long from) {
    long seen = from;
    while (!store.isClosed()) {
      try {
        Batch batch = store.await(null, seen, POLL);
        seen = batch.revision();
        soon(() -> batch.changes().forEach(c -> controllers.forEach(k -> guarded(() -> k.on(c)))));
      } catch (Compacted e) {
        seen = e.oldest();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    follower.interrupt();
    actor.shutdownNow();
  }
}
