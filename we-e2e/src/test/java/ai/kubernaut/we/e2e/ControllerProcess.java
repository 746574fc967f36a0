package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The controller as it is shipped, in a process of its own. Its log is kept for all of them. */
final class ControllerProcess implements AutoCloseable {

  private static final Path JAR = Path.of("..", "we-controller", "target", "we-controller.jar");

  private static final String CONFIGURATION =
      """
      execution:
        cooldownPeriod: 1s
        progressInterval: 1s
      controller:
        metricsAddr: 127.0.0.1:0
        healthProbeAddr: 127.0.0.1:0
        leaderElection: false
      audit:
        sink: file
        file: %s
      """;

  private final Process process;

  private ControllerProcess(Process process) {
    this.process = process;
  }

  static ControllerProcess start(Cluster cluster) {
    Path configuration = cluster.file("controller.yaml");
    try {
      assertThat(Files.isRegularFile(JAR)).as("%s is built", JAR).isTrue();
      assertThat(Files.writeString(configuration, CONFIGURATION.formatted(audit(cluster))))
          .isNotEmptyFile();
      return new ControllerProcess(
          new ProcessBuilder(command(cluster, configuration))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log(cluster).toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Cluster cluster, Path configuration) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-jar",
        JAR.toString(),
        "run",
        "--kubeconfig",
        cluster.kubeconfig().toString(),
        "--config",
        configuration.toString());
  }

  /** Where the controllers of a cluster write their audit events. */
  static Path audit(Cluster cluster) {
    return cluster.file("audit.jsonl");
  }

  /** Where the controllers of a cluster write their logs. */
  static Path log(Cluster cluster) {
    return cluster.file("controller.log");
  }

  /** Ends it as a crash does: nothing is flushed, nothing is released. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }
}
