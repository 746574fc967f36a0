package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.kubernetes.client.util.ClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * A small API server that keeps objects by path, with versions, pages, watches and conditional
 * writes, and that misbehaves for as many requests as it is told to.
 */
final class StubApi implements AutoCloseable {

  private record Event(long version, String line) {}

  static {
    // A busy machine is no failure.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final Map<String, JsonObject> objects = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Queue<HttpHandler> listFaults = new ConcurrentLinkedQueue<>();
  private final Queue<HttpHandler> watchFaults = new ConcurrentLinkedQueue<>();
  private final Queue<HttpHandler> readFaults = new ConcurrentLinkedQueue<>();
  private final Queue<HttpHandler> writeFaults = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private long version = 100;
  private long watchGeneration;

  StubApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  KubernetesApi client() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return KubernetesApi.builder(new ClientBuilder().setBasePath(url).build())
        .timeout(Duration.ofSeconds(5))
        .watchSlack(Duration.ZERO)
        .build();
  }

  /** The next list, read, watch or write is answered like this instead. */
  void onList(HttpHandler fault) {
    listFaults.add(fault);
  }

  void onRead(HttpHandler fault) {
    readFaults.add(fault);
  }

  void onWatch(HttpHandler fault) {
    watchFaults.add(fault);
  }

  void onWrite(HttpHandler fault) {
    writeFaults.add(fault);
  }

  /** All requests as method, path and query. */
  List<String> requests() {
    return requests;
  }

  long lists() {
    return requests.stream().filter(r -> r.contains("limit=") && !r.contains("continue")).count();
  }

  long watches() {
    return requests.stream().filter(r -> r.contains("watch=true")).count();
  }

  String lastWatch() {
    return requests.stream().filter(r -> r.contains("watch=true")).reduce((a, b) -> b).orElse("");
  }

  /** Stores an object as another client would, and returns it with its version. */
  synchronized JsonObject put(String path, JsonObject object) {
    JsonObject stored = object.deepCopy();
    boolean added = !objects.containsKey(path);
    metadata(stored).addProperty("resourceVersion", String.valueOf(++version));
    objects.put(path, stored);
    emit(added ? "ADDED" : "MODIFIED", stored);
    return stored;
  }

  synchronized void remove(String path) {
    JsonObject gone = objects.remove(path).deepCopy();
    metadata(gone).addProperty("resourceVersion", String.valueOf(++version));
    emit("DELETED", gone);
  }

  /** Removes an object without telling watches, as if the event had been missed. */
  synchronized void removeSilently(String path) {
    objects.remove(path);
  }

  /** Stores an object without telling watches, as if the event had been missed. */
  synchronized void putSilently(String path, JsonObject object) {
    put(path, object);
    events.remove(events.size() - 1);
  }

  synchronized JsonObject get(String path) {
    JsonObject object = objects.get(path);
    return object == null ? new JsonObject() : object.deepCopy();
  }

  synchronized List<String> paths() {
    return List.copyOf(objects.keySet());
  }

  /** As after a restore from a backup: versions go back. */
  synchronized void rewind(long to) {
    version = to;
    events.clear();
    objects.values().forEach(o -> metadata(o).addProperty("resourceVersion", "" + ++version));
  }

  synchronized void bookmark() {
    JsonObject object = new JsonObject();
    metadata(object).addProperty("resourceVersion", String.valueOf(version));
    emit("BOOKMARK", object);
  }

  synchronized long version() {
    return version;
  }

  /** Sends a line to all watches, whatever it is. */
  synchronized void emit(String line) {
    events.add(new Event(++version, line));
    notifyAll();
  }

  private synchronized void emit(String type, JsonObject object) {
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("object", object.deepCopy());
    events.add(new Event(version, event.toString()));
    notifyAll();
  }

  /** Ends all watches, in good order. */
  synchronized void endWatches() {
    watchGeneration++;
    notifyAll();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String query =
        exchange.getRequestURI().getQuery() == null ? "" : exchange.getRequestURI().getQuery();
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path + "?" + query);
    boolean reads = exchange.getRequestMethod().equals("GET");
    boolean watch = query.contains("watch=true");
    boolean list = query.contains("limit=");
    Queue<HttpHandler> faults =
        watch ? watchFaults : list ? listFaults : reads ? readFaults : writeFaults;
    HttpHandler fault = faults.poll();
    try {
      if (fault != null) {
        fault.handle(exchange);
      } else if (watch) {
        watch(exchange, Long.parseLong(parameter(query, "resourceVersion")));
      } else if (list) {
        list(exchange, path, query);
      } else if (reads) {
        read(exchange, path);
      } else {
        write(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void list(HttpExchange exchange, String path, String query) throws IOException {
    int limit = Integer.parseInt(parameter(query, "limit"));
    int start = query.contains("continue=") ? Integer.parseInt(parameter(query, "continue")) : 0;
    JsonArray items = new JsonArray();
    JsonObject list = new JsonObject();
    synchronized (this) {
      List<JsonObject> all =
          objects.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(path))
              .map(entry -> entry.getValue().deepCopy())
              .toList();
      all.stream().skip(start).limit(limit).forEach(items::add);
      metadata(list).addProperty("resourceVersion", String.valueOf(version));
      if (start + limit < all.size()) {
        metadata(list).addProperty("continue", String.valueOf(start + limit));
      }
    }
    list.add("items", items);
    send(exchange, 200, list);
  }

  private void watch(HttpExchange exchange, long from) throws IOException, InterruptedException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    long seen = from;
    long generation;
    synchronized (this) {
      generation = watchGeneration;
    }
    while (true) {
      List<Event> due = new ArrayList<>();
      synchronized (this) {
        long after = seen;
        events.stream().filter(e -> e.version() > after).forEach(due::add);
        if (due.isEmpty() && generation != watchGeneration) {
          break;
        }
        if (due.isEmpty()) {
          wait();
        }
      }
      for (Event event : due) {
        seen = event.version();
        exchange.getResponseBody().write((event.line() + "\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    }
    exchange.close();
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    JsonObject object = get(path);
    if (object.size() == 0) {
      refuse(exchange, 404, "NotFound");
    } else {
      send(exchange, 200, object);
    }
  }

  /** Carries out a write and answers it. */
  void write(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonObject body =
        Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
            .orElseThrow();
    switch (exchange.getRequestMethod()) {
      case "POST" -> create(exchange, path, body);
      case "PUT" -> replace(exchange, path, body);
      case "PATCH" -> merge(exchange, path, body);
      default -> refuse(exchange, 405, "MethodNotAllowed");
    }
  }

  private synchronized void create(HttpExchange exchange, String path, JsonObject body)
      throws IOException {
    String at = path + "/" + Json.string(body, "metadata", "name").orElseThrow();
    if (objects.containsKey(at)) {
      refuse(exchange, 409, "AlreadyExists");
    } else {
      send(exchange, 201, put(at, body));
    }
  }

  private synchronized void replace(HttpExchange exchange, String path, JsonObject body)
      throws IOException {
    if (!objects.containsKey(path)) {
      refuse(exchange, 404, "NotFound");
    } else if (!versionOf(get(path)).equals(versionOf(body))) {
      refuse(exchange, 409, "Conflict");
    } else {
      send(exchange, 200, put(path, body));
    }
  }

  private synchronized void merge(HttpExchange exchange, String path, JsonObject body)
      throws IOException {
    if (!objects.containsKey(path)) {
      refuse(exchange, 404, "NotFound");
      return;
    }
    JsonObject merged = get(path);
    for (Map.Entry<String, JsonElement> entry : body.entrySet()) {
      merged.add(entry.getKey(), entry.getValue());
    }
    send(exchange, 200, put(path, merged));
  }

  /** Answers with a Status. */
  static void refuse(HttpExchange exchange, int code, String reason) throws IOException {
    JsonObject status = new JsonObject();
    status.addProperty("status", "Failure");
    status.addProperty("reason", reason);
    status.addProperty("message", reason);
    status.addProperty("code", code);
    send(exchange, code, status);
  }

  static HttpHandler refusing(int code, String reason) {
    return exchange -> refuse(exchange, code, reason);
  }

  static HttpHandler answering(String body) {
    return exchange -> send(exchange, 200, body);
  }

  /** Accepts a watch and never says anything. */
  HttpHandler silence() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
      hang(exchange);
    };
  }

  /** Never answers. */
  void hang(HttpExchange exchange) {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void send(HttpExchange exchange, int code, JsonObject body) throws IOException {
    send(exchange, code, body.toString());
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static JsonObject metadata(JsonObject object) {
    if (!object.has("metadata")) {
      object.add("metadata", new JsonObject());
    }
    return object.getAsJsonObject("metadata");
  }

  private static String versionOf(JsonObject object) {
    return Json.string(object, "metadata", "resourceVersion").orElse("");
  }

  private static String parameter(String query, String name) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return part.substring(name.length() + 1);
      }
    }
    throw new IllegalArgumentException(name);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
