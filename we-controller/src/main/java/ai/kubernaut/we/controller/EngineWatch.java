package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.plan.Availability;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Notices when the API of an engine comes or goes, without a request of its own. */
final class EngineWatch implements AutoCloseable {

  private static final long SECONDS = 1;

  private final Engines engines;
  private final Runnable changed;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "engine-watch");
            thread.setDaemon(true);
            return thread;
          });
  private Map<String, Availability> last;

  EngineWatch(Engines engines, Runnable changed) {
    this.engines = engines;
    this.changed = changed;
    this.last = engines.availability();
  }

  void start() {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    Map<String, Availability> now = engines.availability();
    if (!now.equals(last)) {
      last = now;
      changed.run();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
