package ai.kubernaut.we.testkit.envtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir Path directory;

  @Test
  void aServerThatCannotListenHasLostItsPort() {
    try (ServerProcess process =
        shell("echo 'listen tcp 127.0.0.1:45629: bind: address already in use'; exit 1")) {
      await()
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(PortTakenException.class)
                      .isThrownBy(process::requireAlive)
                      .withMessageContaining("exited with 1")
                      .withMessageContaining("127.0.0.1:45629"));
    }
  }

  @Test
  void anyOtherEndIsTheOneThatItTells() {
    try (ServerProcess process = shell("echo 'unknown flag: --bind'; exit 2")) {
      await()
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(IllegalStateException.class)
                      .isThrownBy(process::requireAlive)
                      .isNotInstanceOf(PortTakenException.class)
                      .withMessage("exited with 2:\nunknown flag: --bind\n"));
    }
  }

  @Test
  void aServerThatRunsIsAlive() {
    try (ServerProcess process = shell("sleep 60")) {
      process.requireAlive();
      assertThat(process.outputTail()).isEmpty();
    }
  }

  private ServerProcess shell(String script) {
    return ServerProcess.start(directory.resolve("log"), List.of("sh", "-c", script));
  }
}
