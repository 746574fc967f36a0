package ai.kubernaut.we.e2e.wire;

import ai.kubernaut.we.e2e.wire.FaultPlan.Choice;
import ai.kubernaut.we.e2e.wire.Upstream.Answer;
import ai.kubernaut.we.e2e.wire.Upstream.Question;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stands between one controller and its API server, and lets requests meet faults. It knows nothing
 * of what the requests are for.
 */
public final class FaultyProxy implements AutoCloseable {

  private static final int MOST_SLOW = 200;
  private static final int MOST_HUNG = 1_500;
  private static final int MOST_LATE = 4_000;
  private static final String CONFLICT = "the object has been modified";

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String replica;
  private final Upstream upstream;
  private final Journal journal;
  private final FaultPlan plan;
  private final HttpServer server;
  private final Set<WatchRelay> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService late = Executors.newScheduledThreadPool(2);
  private final CountDownLatch cut = new CountDownLatch(1);
  private volatile Gate gate = Gate.OPEN;
  private volatile boolean calm;
  private volatile boolean severed;

  /**
   * A proxy that serves at once.
   *
   * @param replica what to call whoever asks here
   * @param client the way to the API server
   * @param share of requests that meet a fault
   */
  public FaultyProxy(String replica, ApiClient client, Journal journal, long seed, double share) {
    this.replica = replica;
    this.upstream = new Upstream(client);
    this.journal = journal;
    this.plan = FaultPlan.of(seed, share);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "proxy-" + replica);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Lets a gate decide from now on, until the proxy is severed. */
  public void guard(Gate guard) {
    gate = guard;
  }

  /** From now on nothing goes wrong any more. */
  public void calm() {
    calm = true;
    watches.forEach(WatchRelay::cut);
  }

  /** From now on nothing goes through; watches break. What is on its way may still arrive. */
  public void sever() {
    severed = true;
    cut.countDown();
    watches.forEach(WatchRelay::cut);
  }

  /** Lets requests through again. */
  public void mend() {
    severed = false;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Route route = Route.of(exchange.getRequestMethod(), exchange.getRequestURI());
      Journal.Entry entry = journal.arrived(replica, route);
      Question question = Question.of(exchange);
      Choice choice = plan.choose(route);
      if (!gate.admits(route, json(question))) {
        cut.await();
      }
      Fault fault = severed ? Fault.LOST : calm ? Fault.NONE : choice.fault();
      entry.meets(fault, question.body());
      if (route.verb().equals("watch") && fault != Fault.LOST) {
        relay(exchange, question, new Choice(fault, choice.random()));
      } else {
        call(exchange, question, new Choice(fault, choice.random()), entry);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay(HttpExchange exchange, Question question, Choice choice)
      throws IOException, InterruptedException {
    if (choice.fault() == Fault.WATCH_GONE) {
      refuse(exchange, 410, "Expired", "too old resource version");
      return;
    }
    WatchRelay relay = new WatchRelay(exchange, upstream.call(question), choice);
    watches.add(relay);
    try {
      relay.run();
    } finally {
      watches.remove(relay);
    }
  }

  private void call(HttpExchange exchange, Question question, Choice choice, Journal.Entry entry)
      throws IOException, InterruptedException {
    switch (choice.fault()) {
      case SLOW -> {
        Thread.sleep(choice.millis(MOST_SLOW));
        Answer answer = ask(question, entry);
        Thread.sleep(choice.millis(MOST_SLOW));
        pass(exchange, answer, entry);
      }
      case LOST -> {}
      case HUNG -> Thread.sleep(choice.millis(MOST_HUNG));
      case ANSWER_LOST -> ask(question, entry);
      case ANSWER_CUT -> cut(exchange, ask(question, entry));
      case LATE -> askLater(question, choice.millis(MOST_LATE), entry);
      case TWICE -> {
        Answer unused = ask(question, entry);
        Journal.Entry second = journal.again(entry);
        pass(exchange, ask(question, second), second);
      }
      case CONFLICT -> refuse(exchange, 409, "Conflict", CONFLICT);
      case TOO_MANY -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        refuse(exchange, 429, "TooManyRequests", "too many requests");
      }
      case BROKEN -> refuse(exchange, 500, "InternalError", "etcdserver: leader changed");
      case UNAVAILABLE -> send(exchange, 503, "text/plain", "upstream connect error");
      case UNAUTHORIZED -> refuse(exchange, 401, "Unauthorized", "Unauthorized");
      case TIMED_OUT -> {
        Answer unused = ask(question, entry);
        refuse(exchange, 504, "Timeout", "request did not complete within the allotted timeout");
      }
      case BROKEN_AFTER -> {
        Answer unused = ask(question, entry);
        refuse(exchange, 500, "InternalError", "etcdserver: request timed out");
      }
      default -> pass(exchange, ask(question, entry), entry);
    }
  }

  private Answer ask(Question question, Journal.Entry entry) throws IOException {
    Answer answer = upstream.ask(question);
    entry.serverSaid(answer.code(), answer.body());
    return answer;
  }

  private void askLater(Question question, long millis, Journal.Entry entry) {
    ScheduledFuture<?> unused =
        late.schedule(
            () -> {
              try {
                return ask(question, entry);
              } catch (IOException gone) {
                return gone;
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static JsonObject json(Question question) {
    return Json.parse(question.body()).orElseGet(JsonObject::new);
  }

  private void pass(HttpExchange exchange, Answer answer, Journal.Entry entry)
      throws IOException, InterruptedException {
    if (!gate.returns(entry.route(), entry.body(), answer.code())) {
      cut.await();
    }
    if (severed) {
      return;
    }
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
    }
    send(exchange, answer.code(), answer.type(), answer.body());
    entry.answered();
  }

  private static void cut(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.code(), Math.max(1, body.length));
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
  }

  private static void refuse(HttpExchange exchange, int code, String reason, String message)
      throws IOException {
    String status =
        """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s",\
        "reason":"%s","code":%d}
        """
            .formatted(message, reason, code);
    send(exchange, code, "application/json", status);
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Ends at once. What was to arrive late does not any more. */
  @Override
  public void close() {
    sever();
    late.shutdownNow();
    server.stop(0);
  }
}
