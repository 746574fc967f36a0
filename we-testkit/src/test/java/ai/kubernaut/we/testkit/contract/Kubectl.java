package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kubectl on the PATH, in the namespace of a workbench. */
final class Kubectl {
  private final Workbench bench;
  private final Path directory;

  Kubectl(Workbench bench, Path directory) {
    this.bench = bench;
    this.directory = directory;
  }

  /** Whether there is a kubectl. */
  static boolean isThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
  }

  /** What a command printed. */
  record Outcome(int code, String output) {}

  /** The output of a command that must succeed. */
  String run(String... arguments) {
    Outcome outcome = attempt(arguments);
    assertThat(outcome.code()).as(outcome.output()).isZero();
    return outcome.output();
  }

  Outcome attempt(String... arguments) {
    try {
      Process process = start(arguments);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends in time").isTrue();
      return new Outcome(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--namespace", bench.namespace));
    command.addAll(List.of("--kubeconfig", bench.server.kubeconfig().toString()));
    command.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** A file to apply. */
  String file(String name, String content) {
    try {
      return Files.writeString(directory.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
