package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterCommandTest {

  private static final String WORKFLOW =
      """
      # Kept as it is, comments included.
      apiVersion: kubernaut.ai/v1alpha1
      kind: RemediationWorkflow
      metadata:
        name: restart-deployment
      spec:
        version: "1.0.0"
      """;

  @TempDir private Path directory;
  private final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer service;
  private volatile int status = 201;
  private volatile String hash = "";

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/api/v1/workflows", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    bodies.add(
        JsonParser.parseString(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
            .getAsJsonObject());
    String content = bodies.get(bodies.size() - 1).get("content").getAsString();
    byte[] answer =
        """
        {"workflowId":"the-id","workflowName":"restart-deployment","version":"1.0.0",
         "contentHash":"%s","title":"Invalid","detail":"no action type"}
        """
            .formatted(hash.isEmpty() ? sha256(content) : hash)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private String url() {
    return "http://localhost:" + service.getAddress().getPort();
  }

  private CommandRun register(Path... files) {
    List<String> arguments = new ArrayList<>(List.of("workflows", "register", "--url", url()));
    arguments.addAll(List.of("--registered-by", "alice"));
    List.of(files).forEach(file -> arguments.addAll(List.of("-f", file.toString())));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void sendsTheFileAsItIsAndSaysWhatBecameOfIt() throws IOException {
    Path file = file("w.yaml", WORKFLOW);
    CommandRun run = register(file);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip())
        .isEqualTo(file + ": registered as the-id (restart-deployment 1.0.0)");
    assertThat(bodies)
        .singleElement()
        .satisfies(
            body -> {
              assertThat(body.get("content").getAsString()).isEqualTo(WORKFLOW);
              assertThat(body.get("source").getAsString()).isEqualTo("api");
              assertThat(body.get("registeredBy").getAsString()).isEqualTo("alice");
            });
  }

  @Test
  void saysForEachFileWhatIsWrongAndExits1() throws IOException {
    Path fine = file("fine.yaml", WORKFLOW);
    Path missing = directory.resolve("missing.yaml");
    Path odd = file("odd.yaml", "a: [");
    Path two = file("two.yaml", WORKFLOW + "---\n" + WORKFLOW);
    CommandRun run = register(missing, odd, two, fine);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(fine + ": registered as the-id");
    assertThat(run.err())
        .contains("error: " + missing + ": ")
        .contains("there is no such file")
        .contains("error: " + odd + ": not YAML: ")
        .contains("error: " + two + ": it has to hold one workflow");
    assertThat(bodies).hasSize(1);
  }

  @Test
  void refusesAnAnswerWithAnotherHash() throws IOException {
    hash = "0".repeat(64);
    CommandRun run = register(file("w.yaml", WORKFLOW));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("other content")
        .contains("0".repeat(64))
        .contains(sha256(WORKFLOW));
  }

  @Test
  void saysWhatTheServiceSays() throws IOException {
    status = 400;
    CommandRun run = register(file("w.yaml", WORKFLOW));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Data Storage answered 400: Invalid: no action type");
  }

  @Test
  void takesAddressAndTokenFromTheConfiguration() throws IOException {
    Path token = file("token", "t0ken\n");
    Path config =
        file("config.yaml", "datastorage: {url: '%s', tokenFile: '%s'}".formatted(url(), token));
    CommandRun run =
        CommandRun.of(
            "workflows",
            "register",
            "-f",
            file("w.yaml", WORKFLOW).toString(),
            "--config",
            config.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(authorizations).containsExactly("Bearer t0ken");
    assertThat(run.out() + run.err()).doesNotContain("t0ken");
  }

  @Test
  void needsToKnowTheService() throws IOException {
    CommandRun none =
        CommandRun.of("workflows", "register", "-f", file("w.yaml", WORKFLOW).toString());
    CommandRun odd = CommandRun.of("workflows", "register", "-f", "w.yaml", "--url", "ds:8080");

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("name the Data Storage service");
    assertThat(odd.exitCode()).isEqualTo(2);
    assertThat(odd.err()).contains("\"ds:8080\" is no http or https URL");
  }

  @Test
  void needsACommand() {
    assertThat(CommandRun.of("workflows").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("workflows").err()).contains("name a command: register");
  }
}
