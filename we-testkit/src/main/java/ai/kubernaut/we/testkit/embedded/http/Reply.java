package ai.kubernaut.we.testkit.embedded.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The one answer to a request: at once as a whole, or as a stream. */
final class Reply {
  private final HttpExchange exchange;
  private int code;
  private long bytes;
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
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** What to do when a whole answer is known, before any of it is sent. */
  void beforeWhole(Runnable action) {
    beforeWhole = action;
  }

  void text(int status, String body) throws IOException {
    byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
    whole(status, "text/plain; charset=utf-8", utf8, List.of());
  }

  /** Starts a chunked answer; every write goes out at once when flushed. */
  OutputStream stream(String contentType) throws IOException {
    head(contentType, List.of());
    code = 200;
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

  int code() {
    return code;
  }

  long bytes() {
    return bytes;
  }
}
