package ai.kubernaut.we.controller.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a configuration file again and again, and says what a change of it means. A file that
 * cannot be used changes nothing. Its content is compared, because a mounted ConfigMap is changed
 * by turning links round, of which file systems tell nothing useful.
 */
public final class ConfigurationFile implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConfigurationFile.class);

  /** Told in the thread that looks. */
  public interface Listener {

    /** The file has changed and can be used. */
    void reloaded(Reload reload);

    /** The file has changed and cannot be used; what held holds on. */
    void unusable();
  }

  private final Path file;
  private final Listener listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "configuration");
            thread.setDaemon(true);
            return thread;
          });
  private Configuration inForce;

  /** What was last read; empty if it could not be. */
  private Optional<String> seen = Optional.of("");

  private ConfigurationFile(Path file, Configuration inForce, Listener listener) {
    this.file = file;
    this.inForce = inForce;
    this.listener = listener;
  }

  /**
   * Follows a file from now on.
   *
   * @param inForce what the process has been started with
   * @param every how often to look
   */
  public static ConfigurationFile follow(
      Path file, Configuration inForce, Duration every, Listener listener) {
    ConfigurationFile followed = new ConfigurationFile(file, inForce, listener);
    ScheduledFuture<?> unused =
        followed.timer.scheduleWithFixedDelay(
            followed::lookSafely, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return followed;
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException broken) {
      log.error("The configuration could not be reloaded", broken);
    }
  }

  private void look() {
    Optional<String> now = read();
    if (!now.equals(seen)) {
      seen = now;
      now.ifPresentOrElse(this::parse, () -> refuse("it cannot be read"));
    }
  }

  private Optional<String> read() {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  private void parse(String text) {
    try {
      reload(Configuration.parse(file.toString(), text));
    } catch (InvalidConfiguration invalid) {
      refuse(String.valueOf(invalid.getMessage()));
    }
  }

  private void refuse(String why) {
    log.error("The configuration stays as it is, {} cannot be used: {}", file, why);
    listener.unusable();
  }

  private void reload(Configuration read) {
    Reload reload = Reload.of(inForce, read);
    inForce = reload.inForce();
    if (!reload.changed().isEmpty()) {
      log.info("The configuration has changed: {}", String.join(", ", reload.changed()));
    }
    if (!reload.pending().isEmpty()) {
      log.warn(
          "Not in force until a restart, the former values hold: {}",
          String.join(", ", reload.pending()));
    }
    listener.reloaded(reload);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
