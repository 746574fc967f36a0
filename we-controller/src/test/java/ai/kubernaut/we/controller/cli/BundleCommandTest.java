package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCommandTest {

  private static final Path EXAMPLE = Path.of("..", "examples", "bundle", "pipeline.yaml");

  @TempDir private Path directory;

  private HttpServer registry;
  private String name = "";
  private Path logins;

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", BundleCommandTest::accept);
    registry.start();
    logins = Files.writeString(directory.resolve("logins.json"), "{}");
    name = "oci://127.0.0.1:%d/restart:1".formatted(registry.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    registry.stop(0);
  }

  /** Has nothing, and takes everything. */
  private static void accept(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().add("Location", "/v2/restart/blobs/uploads/1");
      boolean asks = exchange.getRequestMethod().matches("GET|HEAD");
      exchange.sendResponseHeaders(asks ? 404 : 201, -1);
    }
  }

  private CommandRun bundle(String command, Path file, String... more) {
    String[] start = {
      "bundle", command, "-f", file.toString(), name, "--docker-config", logins.toString()
    };
    String[] all = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void pushPrintsThePinnedBundle() {
    CommandRun run = bundle("push", EXAMPLE, "--plain-http");

    assertThat(run.err()).contains("written; 2 blobs uploaded").doesNotContain("warning");
    assertThat(run.out()).matches("127\\.0\\.0\\.1:\\d+/restart@sha256:[0-9a-f]{64}\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void ensureSaysWhatItDid() {
    assertThat(bundle("ensure", EXAMPLE, "--plain-http").err()).contains("written");
  }

  @Test
  void warnsOfABundleThatNoExecutionCouldRun() throws IOException {
    Path other = directory.resolve("other.yaml");
    Files.writeString(other, Files.readString(EXAMPLE).replace("name: workflow", "name: other"));

    assertThat(bundle("push", other, "--plain-http").err())
        .contains("warning: no Pipeline is named \"workflow\"");
  }

  @Test
  void complainsInOneLine() throws IOException {
    Path config = Files.writeString(directory.resolve("config.yaml"), "kind: ConfigMap\n");

    assertThat(bundle("push", config, "--plain-http"))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(1);
              assertThat(run.err())
                  .startsWith("error: " + config + ": apiVersion:")
                  .hasLineCount(1);
            });
    assertThat(bundle("push", EXAMPLE, "--plain-http", "--username", "alice").err())
        .contains("--password-file");
    assertThat(bundle("push", EXAMPLE).err())
        .startsWith("error: ")
        .contains("cannot be reached", "--plain-http");
    Path empty = Files.writeString(directory.resolve("empty.yaml"), "");
    assertThat(bundle("push", empty).err()).contains("write at least one Pipeline or Task");
    logins = directory.resolve("nowhere.json");
    assertThat(bundle("push", EXAMPLE, "--plain-http").err())
        .contains("nowhere.json: there is no such file");
    name = "nonsense";
    assertThat(bundle("push", EXAMPLE).err()).contains("oci://registry/repository:tag");
  }

  @Test
  void readsThePasswordFromAFile() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), "secret\n");
    CommandRun run =
        bundle(
            "push",
            EXAMPLE,
            "--plain-http",
            "--username",
            "alice",
            "--password-file",
            password.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void namesItsCommands() {
    assertThat(CommandRun.of("bundle").err()).contains("bundle push or bundle ensure");
    assertThat(CommandRun.of("bundle").exitCode()).isEqualTo(2);
  }
}
