package ai.kubernaut.we.testkit.embedded.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The one answer to a request: at once as a whole, or as a stream. */
final class Reply implements AutoCloseable {
  private final HttpExchange exchange;
  private int code;
  private long bytes;
  private boolean lost;
  private boolean broken;
  private Runnable beforeWhole = () -> {};

  Reply(HttpExchange exchange) {
    this.exchange = exchange;
  }

  void whole(int status, String contentType, byte[] body, List<String> warnings)
      throws IOException {
    head(contentType, warnings);
    code = status;
    bytes = body.length;
    beforeWhole.run();
    if (lost) {
      return;
    }
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /** What to do when a whole answer is known, before any of it is sent. */
  void beforeWhole(Runnable action) {
    beforeWhole = action;
  }

  /** From now on nothing reaches the client. */
  void lose() {
    lost = true;
  }

  /** Loses the connection in the middle of a stream. */
  void breakOff() {
    broken = true;
  }

  /**
   * Ends the exchange.
   *
   * @throws IOException for the server to drop a connection that is to be lost: ended in any other
   *     way, the stream would look complete
   */
  @Override
  public void close() throws IOException {
    if (broken) {
      throw new IOException("broken off on request");
    }
    exchange.close();
  }

  void text(int status, String body) throws IOException {
    byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
    whole(status, "text/plain; charset=utf-8", utf8, List.of());
  }

  /** Adds a header to an answer that has not been sent. */
  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /** Starts a chunked answer; every write goes out at once when flushed. */
  OutputStream stream(String contentType) throws IOException {
    head(contentType, List.of());
    code = 200;
    if (lost) {
      return OutputStream.nullOutputStream();
    }
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    return out;
  }

  void countStreamed(long more) {
    bytes += more;
  }

  private void head(String contentType, List<String> warnings) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", contentType);
    headers.set("Cache-Control", "no-cache, private");
    warnings.forEach(warning -> headers.add("Warning", "299 - \"" + escaped(warning) + "\""));
  }

  private static String escaped(String warning) {
    return warning.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("[\\r\\n]", " ");
  }

  boolean isSent() {
    return code != 0;
  }

  /** HTTP status code; 0 as long as there is none, and when the connection was lost. */
  int code() {
    return lost ? 0 : code;
  }

  long bytes() {
    return lost ? 0 : bytes;
  }
}
