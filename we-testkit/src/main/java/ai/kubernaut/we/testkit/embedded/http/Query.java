package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. */
final class Query {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  Query(@Nullable String raw) {
    for (String pair : (raw == null ? "" : raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        values
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("invalid URL escape " + Json.write(Json.element(text)));
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value; empty when there is none. */
  String text(String name) {
    List<String> found = values.get(name);
    return found == null ? "" : found.get(0);
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The number; 0 when there is none. */
  long number(String name) {
    if (!has(name)) {
      return 0;
    }
    String text = text(name);
    if (!text.matches("[+-]?\\d{1,18}")) {
      throw Refusal.badRequest(
          "strconv.ParseInt: parsing " + Json.write(Json.element(text)) + ": invalid syntax");
    }
    return Long.parseLong(text);
  }

  /** False when absent, 0 or false; anything else is true. */
  boolean flag(String name) {
    String text = text(name).toLowerCase(Locale.ROOT);
    return has(name) && !text.equals("false") && !text.equals("0");
  }
}
