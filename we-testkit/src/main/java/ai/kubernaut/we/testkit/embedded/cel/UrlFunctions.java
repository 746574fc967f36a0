package ai.kubernaut.we.testkit.embedded.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** {@code url} and what can be asked of one. */
final class UrlFunctions {
  private static final CelType URL = OpaqueType.create("kubernetes.URL");
  private static final CelType TEXT = SimpleType.STRING;

  private UrlFunctions() {}

  static void addTo(FunctionSet set) {
    set.function("isURL", SimpleType.BOOL, TEXT, String.class, text -> parse(text).isPresent());
    set.function("url", URL, TEXT, String.class, UrlFunctions::required);
    text(set, "getScheme", uri -> Objects.toString(uri.getScheme(), ""));
    text(set, "getHost", uri -> Objects.toString(uri.getRawAuthority(), "").replaceAll("^.*@", ""));
    text(set, "getHostname", uri -> hostname(uri));
    text(set, "getPort", uri -> uri.getPort() < 0 ? "" : Integer.toString(uri.getPort()));
    text(set, "getEscapedPath", uri -> Objects.toString(uri.getRawPath(), ""));
    CelType query = MapType.create(TEXT, ListType.create(TEXT));
    set.method("getQuery", query, URL, URI.class, UrlFunctions::query);
  }

  private static void text(FunctionSet set, String name, Function<URI, Object> part) {
    set.method(name, TEXT, URL, URI.class, part);
  }

  private static String hostname(URI uri) {
    return Objects.toString(uri.getHost(), "").replaceAll("[\\[\\]]", "");
  }

  /** Absolute URIs, and absolute paths. */
  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() || text.startsWith("/") ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static URI required(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "URL parse error during conversion from string: " + text));
  }

  private static Map<String, List<String>> query(URI uri) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (String pair : Objects.toString(uri.getRawQuery(), "").split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        query
            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
            .add(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
