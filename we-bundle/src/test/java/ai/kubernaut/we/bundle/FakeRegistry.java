package ai.kubernaut.we.bundle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okio.ByteString;

/** A registry in memory that can be told to misbehave. It is its own token service. */
final class FakeRegistry implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, ByteString> blobs = new ConcurrentHashMap<>();
  private final Map<String, ByteString> manifests = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Optional<String> challenge = Optional.empty();
  private String accepted = "";
  private int failing;
  private Optional<String> uploadsTo = Optional.empty();
  private String token = "{\"token\": \"t0ken\"}";

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  ImageName name() {
    return ImageName.parse("oci://" + host() + "/team/restart:1");
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Wants that value of the header {@code Authorization}, and says so in this way. */
  FakeRegistry guarded(String how, String value) {
    challenge = Optional.of(how);
    accepted = value;
    return this;
  }

  FakeRegistry answersTokensWith(String text) {
    token = text;
    return this;
  }

  /** Answers every request with this code. */
  FakeRegistry failing(int code) {
    failing = code;
    return this;
  }

  FakeRegistry uploadsTo(String location) {
    uploadsTo = Optional.of(location);
    return this;
  }

  /** Method, path, and who asked. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  long count(String method) {
    return requests().stream().filter(r -> r.startsWith(method + " ")).count();
  }

  Map<String, ByteString> blobs() {
    return blobs;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ByteString body = ByteString.of(exchange.getRequestBody().readAllBytes());
      String path = exchange.getRequestURI().getPath();
      String authorization =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      requests.add(
          exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + authorization);
      if (failing > 0) {
        answer(exchange, failing, "out of order");
      } else if (path.equals("/token")) {
        answer(exchange, 200, token);
      } else if (challenge.isPresent() && !authorization.equals(accepted)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge.get());
        answer(exchange, 401, "");
      } else {
        serve(exchange, path, body);
      }
    }
  }

  private void serve(HttpExchange exchange, String path, ByteString body) throws IOException {
    String last = path.substring(path.lastIndexOf('/') + 1);
    switch (exchange.getRequestMethod()) {
      case "HEAD", "GET" ->
          answer(exchange, path.contains("/manifests/") ? manifests.get(last) : blobs.get(last));
      case "POST" -> {
        exchange
            .getResponseHeaders()
            .add("Location", uploadsTo.orElse("/v2/team/restart/blobs/uploads/1?state=x"));
        answer(exchange, 202, "");
      }
      case "PUT" -> {
        if (path.contains("/manifests/")) {
          manifests.put(last, body);
        } else {
          blobs.put(Blob.digest(body), body);
        }
        answer(exchange, 201, "");
      }
      default -> answer(exchange, 405, "");
    }
  }

  private static void answer(HttpExchange exchange, ByteString found) throws IOException {
    answer(exchange, found == null ? 404 : 200, found == null ? "" : found.utf8());
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
