package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One request as it came in. */
final class Request {
  static final int LARGEST_BODY = 3 * 1024 * 1024;

  private final HttpExchange exchange;
  private final List<String> segments = new ArrayList<>();
  private final Query query;
  private long bytes;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
    for (String segment : exchange.getRequestURI().getPath().split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    query = new Query(exchange.getRequestURI().getRawQuery());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  List<String> segments() {
    return segments;
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  Query query() {
    return query;
  }

  String header(String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  /** All Accept headers as one. */
  String accept() {
    List<String> values = exchange.getRequestHeaders().get("Accept");
    return values == null ? "" : String.join(",", values);
  }

  /** The media type of the body, without parameters. */
  String mediaType() {
    String type = header("Content-Type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  String body() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    try {
      byte[] read = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      bytes = read.length;
      if (read.length > LARGEST_BODY) {
        throw Refusal.tooLarge("Request entity too large: limit is " + LARGEST_BODY);
      }
      return read;
    } catch (IOException e) {
      throw Refusal.badRequest("unable to read the body: " + e.getMessage());
    }
  }

  long bodyBytes() {
    return bytes;
  }
}
