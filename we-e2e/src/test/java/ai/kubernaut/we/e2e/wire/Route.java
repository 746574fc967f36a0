package ai.kubernaut.we.e2e.wire;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a request is about.
 *
 * @param verb the API's verb
 * @param resource plural of the type; the path where it leads to no type
 * @param name empty for collections
 */
public record Route(
    String verb, String path, String resource, String namespace, String name, String subresource) {

  static Route of(String method, URI uri) {
    List<String> parts =
        Arrays.stream(uri.getPath().split("/", -1)).filter(part -> !part.isEmpty()).toList();
    int start = parts.isEmpty() ? 0 : parts.get(0).equals("api") ? 2 : 3;
    String namespace = "";
    if (parts.size() > start + 2 && parts.get(start).equals("namespaces")) {
      namespace = parts.get(start + 1);
      start += 2;
    }
    String name = at(parts, start + 1);
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    String verb = verb(method, name.isEmpty(), query.contains("watch=true"));
    String resource = parts.size() > start ? parts.get(start) : uri.getPath();
    return new Route(verb, uri.getPath(), resource, namespace, name, at(parts, start + 2));
  }

  private static String at(List<String> parts, int index) {
    return parts.size() > index ? parts.get(index) : "";
  }

  private static String verb(String method, boolean collection, boolean watch) {
    return switch (method) {
      case "GET" -> watch ? "watch" : collection ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }

  /** Whether the request could change anything. */
  public boolean isWrite() {
    return switch (verb) {
      case "create", "update", "patch", "delete" -> true;
      default -> false;
    };
  }
}
