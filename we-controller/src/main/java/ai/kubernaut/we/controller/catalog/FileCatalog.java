package ai.kubernaut.we.controller.catalog;

import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.WorkflowCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workflow catalog in a file, or in the files of a directory such as a mounted ConfigMap. It
 * follows their changes. While they cannot be read or understood it is unavailable, rather than to
 * say what was once true.
 */
public final class FileCatalog implements WorkflowCatalog {

  private static final Logger log = LoggerFactory.getLogger(FileCatalog.class);
  private static final long LOOK_SECONDS = 2;

  /**
   * What the files say.
   *
   * @param stamp by which a change of theirs is noticed
   * @param problem why they say nothing
   */
  private record Content(
      String stamp, Map<String, CatalogAnswer> workflows, Optional<String> problem) {}

  private final CatalogFiles files;
  private final Runnable changed;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "catalog");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Content content;

  FileCatalog(Path path, Runnable changed) {
    this.files = new CatalogFiles(path);
    this.changed = changed;
    this.content = read(files.stamp());
  }

  /**
   * Follows a file or a directory.
   *
   * @param changed told after every change of what the files say
   */
  public static FileCatalog follow(Path path, Runnable changed) {
    FileCatalog catalog = new FileCatalog(path, changed);
    ScheduledFuture<?> unused =
        catalog.timer.scheduleWithFixedDelay(
            catalog::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return catalog;
  }

  @Override
  public CatalogAnswer ask(String workflowId) {
    Content now = content;
    return now.problem().isPresent()
        ? new CatalogAnswer.Unavailable(now.problem().get())
        : now.workflows().getOrDefault(workflowId, new CatalogAnswer.NoSuchWorkflow());
  }

  /** Looks whether the files have changed. */
  void look() {
    try {
      String stamp = files.stamp();
      if (!stamp.equals(content.stamp())) {
        content = read(stamp);
        changed.run();
      }
    } catch (RuntimeException broken) {
      log.error("the workflow catalog could not be followed", broken);
    }
  }

  /** A change while it reads is noticed by the next look, for the stamp is older. */
  private Content read(String stamp) {
    try {
      Map<String, CatalogAnswer> workflows = files.read();
      log.info("the workflow catalog has {} workflows", workflows.size());
      return new Content(stamp, Map.copyOf(workflows), Optional.empty());
    } catch (IOException unreadable) {
      String problem = String.valueOf(unreadable.getMessage());
      log.error("the workflow catalog cannot be used: {}", problem);
      return new Content(stamp, Map.of(), Optional.of(problem));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
