package ai.kubernaut.we.controller.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves admission reviews of executions over HTTPS, and {@code /healthz}. */
public final class WebhookServer implements AutoCloseable {

  /** Where reviews are asked for. */
  public static final String PATH = "/clear-execution-block";

  private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

  /** More than two objects of the largest size that an API server takes. */
  private static final int LONGEST_BODY = 8 << 20;

  private static final int THREADS = 16;

  static {
    // Seconds: nobody holds a thread by sending or reading slowly.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
    // Else every answer waits for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpsServer server;
  private final ExecutorService threads;
  private final InstantSource clock;
  private final CountDownLatch ended = new CountDownLatch(1);

  private WebhookServer(HttpsServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "webhook");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext(PATH, this::review);
    server.createContext("/healthz", exchange -> answer(exchange, 200, "text/plain", "ok\n"));
    server.start();
  }

  /**
   * Listens.
   *
   * @param address {@code host:port}, or {@code :port} for every interface
   * @param certificate in PEM, with those that it was signed with; read again when it changes
   * @param key in PEM; read again when it changes
   * @throws IOException whose message names what cannot be used
   */
  public static WebhookServer listen(
      String address, Path certificate, Path key, InstantSource clock) throws IOException {
    HttpsConfigurator tls = new HttpsConfigurator(ServerKeys.context(certificate, key));
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    InetSocketAddress socket =
        host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    try {
      HttpsServer server = HttpsServer.create(socket, 0);
      server.setHttpsConfigurator(tls);
      return new WebhookServer(server, clock);
    } catch (IOException refused) {
      throw new IOException(
          "cannot listen on %s: %s".formatted(address, refused.getMessage()), refused);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Waits until it was closed. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  private void review(HttpExchange exchange) throws IOException {
    try {
      if (!exchange.getRequestMethod().equals("POST")) {
        answer(exchange, 405, "text/plain", "only POST\n");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        answer(exchange, 413, "text/plain", "too large\n");
        return;
      }
      Optional<String> review =
          AdmissionReviews.answer(new String(body, StandardCharsets.UTF_8), clock.instant());
      if (review.isPresent()) {
        answer(exchange, 200, "application/json", review.get());
      } else {
        answer(exchange, 400, "text/plain", "no AdmissionReview of admission.k8s.io/v1\n");
      }
    } catch (RuntimeException broken) {
      log.error("a review failed", broken);
      answer(exchange, 500, "text/plain", "internal error\n");
    }
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Answers what is in hand, for a second at most, and ends. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdownNow();
    ended.countDown();
  }
}
