package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.access.Attributes;
import ai.kubernaut.we.testkit.embedded.access.User;
import ai.kubernaut.we.testkit.embedded.faults.Disruption;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One request as it came in. */
final class Request {
  static final int LARGEST_BODY = 3 * 1024 * 1024;

  private final HttpExchange exchange;
  private final List<String> segments = new ArrayList<>();
  private final Optional<ResourcePath> resourcePath;
  private final Query query;
  private User user = User.admin();
  private Disruption disruption = Disruption.NONE;
  private byte[] body = new byte[0];
  private boolean read;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
    for (String segment : path().split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    resourcePath = ResourcePath.parse(segments);
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

  /** The parts of a path that leads to a resource. */
  Optional<ResourcePath> resourcePath() {
    return resourcePath;
  }

  Query query() {
    return query;
  }

  /** The first header of a name; empty when there is none. */
  String header(String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  Map<String, List<String>> headers() {
    return exchange.getRequestHeaders();
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
    return text(bytes());
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    if (!read) {
      read = true;
      body = readBody();
    }
    return body;
  }

  private byte[] readBody() {
    try {
      byte[] content = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (content.length > LARGEST_BODY) {
        throw Refusal.tooLarge("Request entity too large: limit is " + LARGEST_BODY);
      }
      return content;
    } catch (IOException e) {
      throw Refusal.badRequest("unable to read the body: " + e.getMessage());
    }
  }

  long bodyBytes() {
    return body.length;
  }

  User user() {
    return user;
  }

  void setUser(User identified) {
    user = identified;
  }

  /** What goes wrong with this request. */
  Disruption disruption() {
    return disruption;
  }

  void setDisruption(Disruption wrong) {
    disruption = wrong;
  }

  /** What is asked, in the terms of access rules. */
  Attributes attributes() {
    Optional<ResourcePath> to = resourcePath;
    return new Attributes(
        verb(),
        to.map(ResourcePath::group).orElse(""),
        to.map(ResourcePath::resource).orElse(path()),
        to.map(ResourcePath::subresource).orElse(""),
        to.map(ResourcePath::namespace).orElse(""),
        to.map(ResourcePath::name).orElse(""),
        header("User-Agent"),
        to.isPresent());
  }

  /** The Kubernetes verb; the method in lower case where there is none. */
  String verb() {
    if (resourcePath.isEmpty()) {
      return lowerCaseMethod();
    }
    boolean collection = resourcePath.get().name().isEmpty();
    return switch (method()) {
      case "GET", "HEAD" -> reading(collection);
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> collection ? "deletecollection" : "delete";
      default -> lowerCaseMethod();
    };
  }

  private String reading(boolean collection) {
    boolean watch =
        resourcePath.map(ResourcePath::watch).orElse(false) || (collection && query.flag("watch"));
    if (watch) {
      return "watch";
    }
    return collection ? "list" : "get";
  }

  private String lowerCaseMethod() {
    return method().toLowerCase(Locale.ROOT);
  }
}
