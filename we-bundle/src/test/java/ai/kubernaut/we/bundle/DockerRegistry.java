package ai.kubernaut.we.bundle;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real registry process, from the program on the PATH, on a port of its own. */
final class DockerRegistry implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final int port;

  private DockerRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether there is the program. */
  static boolean isThere() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "docker-registry")));
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param more of its configuration, in YAML: further keys of {@code http}, then other sections
   */
  static DockerRegistry start(Path directory, String more) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: "%s"}}
            http:
              addr: 127.0.0.1:0
            %s
            """
                .formatted(directory.resolve("data"), more));
    Path log = directory.resolve("registry.log");
    Process process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int port =
        await("the registry says where it listens")
            .until(() -> portOf(process, Files.readString(log)), OptionalInt::isPresent)
            .getAsInt();
    return new DockerRegistry(process, port);
  }

  private static OptionalInt portOf(Process process, String log) {
    Matcher listening = LISTENING.matcher(log);
    if (listening.find()) {
      return OptionalInt.of(Integer.parseInt(listening.group(1)));
    }
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the registry ended with " + process.exitValue() + ": " + log);
    }
    return OptionalInt.empty();
  }

  /** {@code localhost:port}. */
  String host() {
    return "localhost:" + port;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
