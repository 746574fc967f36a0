package ai.kubernaut.we.controller.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

  @TempDir private Path directory;

  private final Deque<String> told = new ArrayDeque<>();
  private Path file;
  private ConfigurationFile followed;

  @BeforeEach
  void follow() throws IOException {
    file = directory.resolve("config.yaml");
    becomes("logging: {level: info}");
    followed =
        ConfigurationFile.follow(
            file,
            Configuration.defaults(),
            Duration.ofMillis(10),
            new ConfigurationFile.Listener() {
              @Override
              public void reloaded(Reload reload) {
                tell(
                    "level %s, pending %s"
                        .formatted(reload.inForce().logging().level(), reload.pending()));
              }

              @Override
              public void unusable() {
                tell("unusable");
              }
            });
    awaitTold("level info, pending []");
  }

  @AfterEach
  void close() {
    followed.close();
  }

  @Test
  void aChangeIsTold() throws IOException {
    becomes("logging: {level: debug}");
    awaitTold("level debug, pending []");
  }

  @Test
  void whatNeedsARestartStaysNamedUntilItIsTakenBack() throws IOException {
    becomes("controller: {workers: 2}");
    awaitTold("level info, pending [controller.workers]");
    becomes("controller: {workers: 2}\nlogging: {level: warn}");
    awaitTold("level warn, pending [controller.workers]");
    becomes("logging: {level: warn}");
    awaitTold("level warn, pending []");
  }

  @Test
  void aMistakeChangesNothingAndIsToldOnce() throws IOException {
    becomes("logging: {level: debug}");
    awaitTold("level debug, pending []");
    becomes("logging: {level: loud}");
    awaitTold("unusable");
    becomes("# nothing\nlogging: {level: debug}");
    awaitTold("level debug, pending []");
  }

  @Test
  void aFileThatIsGoneChangesNothingAndIsReadWhenItIsBack() throws IOException {
    Files.delete(file);
    awaitTold("unusable");
    becomes("logging: {level: error}");
    awaitTold("level error, pending []");
  }

  @Test
  void aListenerThatThrowsDoesNotEndIt() throws IOException {
    becomes("logging: {level: trace}");
    awaitTold("level trace, pending []");
    becomes("logging: {level: debug}");
    awaitTold("level debug, pending []");
  }

  /** As a whole, as a mounted ConfigMap does. */
  private void becomes(String yaml) throws IOException {
    Path next = Files.writeString(directory.resolve("next.yaml"), yaml);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private synchronized void tell(String what) {
    told.add(what);
    notifyAll();
    if (what.contains("trace")) {
      throw new IllegalStateException("cannot trace");
    }
  }

  /** Exactly this, and nothing before it. */
  private void awaitTold(String what) {
    await().until(() -> !isSilent());
    synchronized (this) {
      assertThat(told.poll()).isEqualTo(what);
    }
  }

  private synchronized boolean isSilent() {
    return told.isEmpty();
  }
}
