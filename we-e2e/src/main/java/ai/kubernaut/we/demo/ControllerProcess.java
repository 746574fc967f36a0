package ai.kubernaut.we.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The controller's jar in a process of its own. */
final class ControllerProcess implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      execution:
        namespace: kubernaut-workflows
        cooldownPeriod: 8s
      controller:
        metricsAddr: 127.0.0.1:0
        healthProbeAddr: 127.0.0.1:0
        leaderElectionNamespace: default
      audit:
        sink: file
        file: %s
      catalog:
        source: file
        path: %s
      """;

  private static final Path CATALOG = Path.of("examples", "catalog");

  private final Process process;
  private final Path log;

  private ControllerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ControllerProcess start(Path jar, Path kubeconfig, Path directory) throws IOException {
    Path log = directory.resolve("controller.log");
    Path configuration = directory.resolve("controller.yaml");
    Files.writeString(
        configuration,
        CONFIGURATION.formatted(directory.resolve("audit.jsonl"), CATALOG.toAbsolutePath()));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar.toString(),
                    "run",
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "--config",
                    configuration.toString()))
            .redirectErrorStream(true)
            .redirectOutput(new File(log.toString()))
            .start();
    return new ControllerProcess(process, log);
  }

  boolean running() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
