package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A Data Storage that takes only what meets its contract in full, and that answers one request in
 * three as a service in trouble does: with a status that says nothing, not at all, late, or after
 * it has stored all or some of it.
 */
final class FaultyDataStorage implements AutoCloseable {

  static {
    // Else every answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final int[] STATUSES = {200, 401, 403, 404, 408, 429, 500, 502, 503, 504};
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final Predicate<JsonObject> poison;
  private final Set<String> stored = new HashSet<>();
  private final List<String> invalid = new ArrayList<>();
  private int repeats;
  private int requests;

  /**
   * Listens.
   *
   * @param poison the events that it refuses although they are valid
   */
  FaultyDataStorage(long seed, Predicate<JsonObject> poison) throws IOException {
    this.poison = poison;
    random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/v1/audit/events/batch", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Execution uid and event type of each event that is stored. */
  synchronized Set<String> stored() {
    return Set.copyOf(stored);
  }

  /** What no Data Storage would take. */
  synchronized List<String> invalid() {
    return List.copyOf(invalid);
  }

  synchronized String figures() {
    return "%d events in %d requests, %d repeats".formatted(stored.size(), requests, repeats);
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonArray batch =
        JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonArray();
    int fault;
    int status;
    synchronized (this) {
      requests++;
      fault = random.nextInt(15);
      status = STATUSES[random.nextInt(STATUSES.length)];
    }
    switch (fault) {
      case 0 -> reply(exchange, status);
      case 1 -> exchange.close();
      case 2 -> {
        store(batch, batch.size());
        reply(exchange, status);
      }
      case 3 -> {
        store(batch, batch.size());
        exchange.close();
      }
      case 4 -> {
        store(batch, batch.size() / 2);
        reply(exchange, status);
      }
      default -> {
        boolean acceptable = batch.asList().stream().allMatch(this::isAcceptable);
        if (acceptable) {
          store(batch, batch.size());
        }
        reply(exchange, acceptable ? 201 : 400);
      }
    }
  }

  private synchronized void store(JsonArray batch, int first) {
    for (JsonElement event : batch.asList().subList(0, first)) {
      if (isAcceptable(event) && !stored.add(identity(event.getAsJsonObject()))) {
        repeats++;
      }
    }
  }

  private synchronized boolean isAcceptable(JsonElement event) {
    boolean valid = AuditContract.isMet(event.getAsJsonObject());
    if (!valid) {
      invalid.add(event.toString());
    }
    return valid && !poison.test(event.getAsJsonObject());
  }

  static String identity(JsonObject event) {
    return Json.string(event, "resource_id").orElseThrow()
        + " "
        + Json.string(event, "event_type").orElseThrow();
  }

  private static void reply(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
