package ai.kubernaut.we.controller.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves {@code /metrics}, {@code /healthz} and {@code /readyz} over HTTP. */
public final class StatusServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;

  private StatusServer(HttpServer server) {
    this.server = server;
    this.threads =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "status-server");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
  }

  /**
   * Listens.
   *
   * @param address {@code host:port}, or {@code :port} for every interface
   * @throws IOException whose message names the address
   */
  public static StatusServer listen(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    int port = Integer.parseInt(address.substring(colon + 1));
    InetSocketAddress socket =
        host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    try {
      StatusServer server = new StatusServer(HttpServer.create(socket, 0));
      server.server.start();
      return server;
    } catch (IOException refused) {
      throw new IOException(
          "cannot listen on %s: %s".formatted(address, refused.getMessage()), refused);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public void serveMetrics(CollectorRegistry registry) {
    server.createContext(
        "/metrics",
        exchange -> {
          String accept = exchange.getRequestHeaders().getFirst("Accept");
          String type = TextFormat.chooseContentType(accept == null ? "" : accept);
          StringWriter body = new StringWriter();
          TextFormat.writeFormat(type, body, registry.metricFamilySamples());
          answer(exchange, 200, type, body.toString());
        });
  }

  /**
   * Serves a probe: 200 while there is no complaint, else 500 with it.
   *
   * @param complaints what is wrong now
   */
  public void serveProbe(String path, Supplier<List<String>> complaints) {
    server.createContext(
        path,
        exchange -> {
          List<String> wrong = complaints.get();
          answer(
              exchange,
              wrong.isEmpty() ? 200 : 500,
              "text/plain; charset=utf-8",
              wrong.isEmpty() ? "ok\n" : String.join("\n", wrong) + "\n");
        });
  }

  private static void answer(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(code, head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
