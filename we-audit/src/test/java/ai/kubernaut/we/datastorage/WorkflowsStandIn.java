package ai.kubernaut.we.datastorage;

import ai.kubernaut.we.audit.Contract;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The workflow catalog of Data Storage, as its contract says. The next of the queued misbehaviours
 * answers the next request; where there is none, the catalog does as it should.
 */
final class WorkflowsStandIn implements AutoCloseable {

  static {
    // Else every answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String PATH = "/api/v1/workflows";

  /** One way to answer. */
  @FunctionalInterface
  interface Misbehaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Misbehaviour> next = new ConcurrentLinkedDeque<>();
  private final Map<String, JsonObject> workflows = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<JsonObject> registrations = new ArrayList<>();
  private volatile Misbehaviour usual = this::serve;

  private WorkflowsStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static WorkflowsStandIn start() throws IOException {
    return new WorkflowsStandIn();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  static Misbehaviour status(int status) {
    return exchange -> reply(exchange, status, "");
  }

  static Misbehaviour status(int status, String retryAfter) {
    return exchange -> {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
      reply(exchange, status, "");
    };
  }

  static Misbehaviour body(int status, String body) {
    return exchange -> reply(exchange, status, body);
  }

  static Misbehaviour reset() {
    return HttpExchange::close;
  }

  /** Does as it should, and answers something else. */
  Misbehaviour serving(Misbehaviour lie) {
    return exchange -> {
      if (exchange.getRequestMethod().equals("POST")) {
        register(request(exchange));
      }
      lie.answer(exchange);
    };
  }

  WorkflowsStandIn then(Misbehaviour misbehaviour) {
    next.add(misbehaviour);
    return this;
  }

  WorkflowsStandIn always(Misbehaviour misbehaviour) {
    usual = misbehaviour;
    return this;
  }

  WorkflowsStandIn wellBehavedAgain() {
    return always(this::serve);
  }

  /** Has a workflow; {@code more} are fields of it. */
  synchronized void has(String id, JsonObject more) {
    JsonObject workflow = workflow("restart", "v1.0.0", "content of " + id);
    workflow.addProperty("workflowId", id);
    more.asMap().forEach(workflow::add);
    workflows.put(id, workflow);
  }

  synchronized void forgets(String id) {
    workflows.remove(id);
  }

  /** Method and path of each request, in order. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The bodies that were posted. */
  synchronized List<JsonObject> registrations() {
    return List.copyOf(registrations);
  }

  private void handle(HttpExchange exchange) throws IOException {
    synchronized (this) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }
    Misbehaviour misbehaviour = next.poll();
    (misbehaviour == null ? usual : misbehaviour).answer(exchange);
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST") && path.equals(PATH)) {
      post(exchange);
    } else if (path.equals(PATH)) {
      list(exchange);
    } else if (path.startsWith(PATH + "/") && workflows.containsKey(last(path))) {
      reply(exchange, 200, workflows.get(last(path)).toString());
    } else {
      problem(exchange, 404, "Workflow not found");
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    JsonArray found = new JsonArray();
    workflows.values().stream()
        .filter(
            w ->
                !query.contains("workflow_name=")
                    || query.contains("workflow_name=" + w.get("workflowName").getAsString()))
        .forEach(found::add);
    JsonObject answer = new JsonObject();
    answer.add("workflows", found);
    reply(exchange, 200, answer.toString());
  }

  private void post(HttpExchange exchange) throws IOException {
    JsonObject request = request(exchange);
    if (!Contract.registrationProblems(request.toString()).isEmpty()) {
      problem(exchange, 400, Contract.registrationProblems(request.toString()).toString());
    } else {
      boolean created = register(request);
      if (created) {
        List<JsonObject> all = new ArrayList<>(workflows.values());
        reply(exchange, 201, all.get(all.size() - 1).toString());
      } else {
        problem(exchange, 409, "Workflow already exists");
      }
    }
  }

  /** Name and version stand in the first two lines of what is registered here. */
  private synchronized boolean register(JsonObject request) {
    registrations.add(request);
    String content = request.get("content").getAsString();
    String[] lines = content.split("\n", -1);
    boolean taken =
        workflows.values().stream()
            .anyMatch(
                w ->
                    w.get("workflowName").getAsString().equals(lines[0])
                        && w.get("version").getAsString().equals(lines[1]));
    if (!taken) {
      JsonObject workflow = workflow(lines[0], lines[1], content);
      String id = UUID.randomUUID().toString();
      workflow.addProperty("workflowId", id);
      workflows.put(id, workflow);
    }
    return !taken;
  }

  private static JsonObject request(HttpExchange exchange) throws IOException {
    return JsonParser.parseString(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  private static JsonObject workflow(String name, String version, String content) {
    JsonObject workflow =
        JsonParser.parseString(
                """
                {"schemaVersion":"1.0","name":"A workflow","executionEngine":"job",
                 "description":{"what":"restarts","whenToUse":"when it hangs"},
                 "labels":{"severity":["critical"],"component":["pod"],"environment":["*"],
                 "priority":"P0"},"status":"Active","actionType":"RestartPod"}
                """)
            .getAsJsonObject();
    workflow.addProperty("workflowName", name);
    workflow.addProperty("version", version);
    workflow.addProperty("content", content);
    workflow.addProperty("contentHash", sha256(content));
    return workflow;
  }

  static String sha256(String content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    JsonObject problem = new JsonObject();
    problem.addProperty("type", "https://example.com/problems/x");
    problem.addProperty("title", "A problem");
    problem.addProperty("status", status);
    problem.addProperty("detail", detail);
    reply(exchange, status, problem.toString());
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
