package ai.kubernaut.we.controller.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps towards an orderly end, done once, in order, each within its time. A step that fails or is
 * late does not keep the next ones from being done.
 */
public final class Shutdown {

  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private final List<Step> steps = new ArrayList<>();
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Something that may wait. */
  @FunctionalInterface
  public interface Action {
    void run() throws Exception;
  }

  private record Step(String name, Duration longest, Action action) {}

  /** Adds a step after those before. */
  public synchronized Shutdown then(String name, Duration longest, Action action) {
    steps.add(new Step(name, longest, action));
    return this;
  }

  /** Does all steps, unless that has begun before. */
  public void run() throws InterruptedException {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    for (Step step : steps()) {
      run(step);
    }
  }

  private synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  private static void run(Step step) throws InterruptedException {
    Thread thread = new Thread(() -> attempt(step), "shutdown-" + step.name());
    thread.setDaemon(true);
    thread.start();
    thread.join(Math.max(1, step.longest().toMillis()));
    if (thread.isAlive()) {
      log.warn("Shutting down: {} was not done within {}", step.name(), step.longest());
      thread.interrupt();
    }
  }

  private static void attempt(Step step) {
    try {
      step.action().run();
      log.debug("Shutting down: {} done", step.name());
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    } catch (Exception broken) {
      log.error("Shutting down: {} failed", step.name(), broken);
    }
  }
}
