package ai.kubernaut.we.bundle;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real registry process, from the program on the PATH, on a port of its own. */
final class DockerRegistry implements AutoCloseable {

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
    int port = freePort();
    Path config =
        Files.writeString(
            directory.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: "%s"}}
            http:
              addr: 127.0.0.1:%d
            %s
            """
                .formatted(directory.resolve("data"), port, more));
    Process process =
        new ProcessBuilder("docker-registry", "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("registry.log").toFile())
            .start();
    DockerRegistry registry = new DockerRegistry(process, port);
    await("the registry listens").until(registry::listens);
    return registry;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the registry ended with " + process.exitValue(), notYet);
      }
      return false;
    }
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
