package ai.kubernaut.we.audit.sink;

import ai.kubernaut.we.audit.Contract;
import ai.kubernaut.we.audit.Events;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * A Data Storage that validates strictly and misbehaves as it is told: the next of the queued
 * misbehaviours answers the next request, and where there is none, it does as the contract says.
 */
final class DataStorageStandIn implements AutoCloseable {

  static {
    // Else every answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** One way to answer a request. */
  @FunctionalInterface
  interface Misbehaviour {
    void answer(Request request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Misbehaviour> next = new ConcurrentLinkedDeque<>();
  private final List<String> stored = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private volatile Predicate<String> poison = event -> false;
  private volatile Misbehaviour usual = DataStorageStandIn::wellBehaved;

  private DataStorageStandIn(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/api/v1/audit/events/batch", this::serve);
    server.start();
  }

  static DataStorageStandIn start() throws IOException {
    return start(0);
  }

  static DataStorageStandIn start(int port) throws IOException {
    return new DataStorageStandIn(HttpServer.create(address(port), 0));
  }

  static DataStorageStandIn start(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new DataStorageStandIn(server);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** One request, with what it may do. */
  record Request(
      DataStorageStandIn server, HttpExchange exchange, List<String> events, String authorization) {

    void store() {
      synchronized (server.stored) {
        server.stored.addAll(events);
      }
    }

    void reply(int status) throws IOException {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }

    void reply(int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    boolean acceptable() {
      return !events.isEmpty()
          && events.stream()
              .allMatch(e -> Contract.problems(e).isEmpty() && !server.poison.test(e));
    }
  }

  /** What the contract says. */
  static void wellBehaved(Request request) throws IOException {
    if (request.acceptable()) {
      request.store();
      request.reply(201, "{\"message\":\"stored\"}");
    } else {
      request.reply(
          400,
          """
          {"type":"https://example.com/problems/validation-error","title":"Validation Error",
           "status":400,"detail":"an event is invalid","field_errors":{"event_data":"s3cr3t"}}\
          """);
    }
  }

  static Misbehaviour status(int status) {
    return request -> request.reply(status);
  }

  static Misbehaviour status(int status, String retryAfter) {
    return request -> {
      request.exchange().getResponseHeaders().add("Retry-After", retryAfter);
      request.reply(status);
    };
  }

  static Misbehaviour reset() {
    return request -> request.exchange().close();
  }

  /** Stores and says something else. */
  static Misbehaviour storing(Misbehaviour lie) {
    return request -> {
      if (request.acceptable()) {
        request.store();
      }
      lie.answer(request);
    };
  }

  /** Stores the first half, as far as it is valid, and says something else. */
  static Misbehaviour storingHalf(Misbehaviour lie) {
    return request -> {
      List<String> half =
          request.events().subList(0, request.events().size() / 2).stream()
              .filter(event -> !request.server().poison.test(event))
              .toList();
      new Request(request.server(), request.exchange(), half, "").store();
      lie.answer(request);
    };
  }

  /** Does nothing until it is released. */
  static Misbehaviour slow(CountDownLatch released, Misbehaviour then) {
    return request -> {
      try {
        released.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
      then.answer(request);
    };
  }

  DataStorageStandIn then(Misbehaviour misbehaviour) {
    next.add(misbehaviour);
    return this;
  }

  DataStorageStandIn always(Misbehaviour misbehaviour) {
    usual = misbehaviour;
    return this;
  }

  void poison(Predicate<String> event) {
    poison = event;
  }

  String url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return scheme + "://localhost:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<String> stored() {
    synchronized (stored) {
      return List.copyOf(stored);
    }
  }

  /** What is stored, each event once. */
  List<String> identities() {
    return stored().stream().map(Events::identity).distinct().sorted().toList();
  }

  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    List<String> events = new ArrayList<>();
    byte[] body = exchange.getRequestBody().readAllBytes();
    for (JsonElement event :
        JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonArray()) {
      events.add(event.toString());
    }
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Request request = new Request(this, exchange, events, authorization);
    synchronized (requests) {
      requests.add(request);
    }
    Misbehaviour misbehaviour = next.poll();
    (misbehaviour == null ? usual : misbehaviour).answer(request);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
