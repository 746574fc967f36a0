package ai.kubernaut.we.controller.config;

import ai.kubernaut.we.api.GoDuration;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of the configuration. Reads what it is asked for, notes what cannot be read and goes
 * on with the default, and in the end complains of every key that nobody asked for.
 */
final class Section {

  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:]+\\]|[^:\\s]*):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private final String path;
  private final JsonObject content;
  private final List<String> problems;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, Section> children = new HashMap<>();

  Section(String path, JsonObject content, List<String> problems) {
    this.path = path;
    this.content = content;
    this.problems = problems;
  }

  Section section(String key) {
    return children.computeIfAbsent(key, this::open);
  }

  private Section open(String key) {
    JsonObject child =
        read(key, "a mapping", e -> Optional.of(e).filter(JsonElement::isJsonObject))
            .map(JsonElement::getAsJsonObject)
            .orElseGet(JsonObject::new);
    return new Section(named(key) + ".", child, problems);
  }

  String text(String key, String byDefault) {
    return text(key).orElse(byDefault);
  }

  /** A text that may be left out; an empty one counts as left out. */
  Optional<String> text(String key) {
    return read(key, "a text", Section::asText).filter(text -> !text.isEmpty());
  }

  String oneOf(String key, List<String> choices, String byDefault) {
    return read(
            key, "one of " + String.join(", ", choices), e -> asText(e).filter(choices::contains))
        .orElse(byDefault);
  }

  String matching(String key, String what, Pattern pattern, String byDefault) {
    return read(key, what, e -> asText(e).filter(text -> pattern.matcher(text).matches()))
        .orElse(byDefault);
  }

  /** A text of that form that may be left out; an empty one counts as left out. */
  Optional<String> matching(String key, String what, Pattern pattern) {
    return read(
            key,
            what,
            e -> asText(e).filter(text -> text.isEmpty() || pattern.matcher(text).matches()))
        .filter(text -> !text.isEmpty());
  }

  /** A file that may be left out; an empty text counts as left out. */
  Optional<Path> path(String key) {
    return read(key, "a path", e -> asText(e).filter(text -> text.indexOf('\0') < 0))
        .filter(text -> !text.isEmpty())
        .map(Path::of);
  }

  /** {@code host:port} or {@code :port}; port 0 is any free one. */
  String address(String key, String byDefault) {
    return read(
            key,
            "an address such as :9090 or 127.0.0.1:9090",
            e -> asText(e).filter(Section::isAddress))
        .orElse(byDefault);
  }

  private static boolean isAddress(String text) {
    Matcher address = ADDRESS.matcher(text);
    return address.matches() && Integer.parseInt(address.group(2)) <= HIGHEST_PORT;
  }

  boolean flag(String key, boolean byDefault) {
    return read(key, "true or false", Section::asFlag).orElse(byDefault);
  }

  int count(String key, int least, int most, int byDefault) {
    return read(
            key,
            "a whole number from %d to %d".formatted(least, most),
            e -> asWhole(e).filter(n -> n >= least && n <= most))
        .map(Long::intValue)
        .orElse(byDefault);
  }

  Duration duration(String key, Duration least, Duration byDefault) {
    return read(
            key,
            "a duration of at least %s, such as 30s or 5m".formatted(GoDuration.format(least)),
            e -> asText(e).flatMap(GoDuration::parse).filter(d -> d.compareTo(least) >= 0))
        .orElse(byDefault);
  }

  /** A list of texts of that form; absent if it is left out or empty. */
  Optional<List<String>> texts(String key, String what, Pattern pattern) {
    return read(key, "a list of " + what, e -> asTexts(e, pattern)).filter(list -> !list.isEmpty());
  }

  /** For each key of a mapping a list of texts, all of them of that form. */
  Optional<Map<String, List<String>>> lists(String key, String what, Pattern pattern) {
    return read(key, what, e -> asLists(e, pattern));
  }

  private static Optional<Map<String, List<String>>> asLists(JsonElement e, Pattern pattern) {
    if (!e.isJsonObject()) {
      return Optional.empty();
    }
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry : e.getAsJsonObject().entrySet()) {
      Optional<List<String>> list = asTexts(entry.getValue(), pattern);
      if (list.isEmpty() || !pattern.matcher(entry.getKey()).matches()) {
        return Optional.empty();
      }
      lists.put(entry.getKey(), list.get());
    }
    return Optional.of(lists);
  }

  private static Optional<List<String>> asTexts(JsonElement element, Pattern pattern) {
    if (!element.isJsonArray()) {
      return Optional.empty();
    }
    List<String> texts =
        element.getAsJsonArray().asList().stream()
            .flatMap(item -> asText(item).stream())
            .filter(text -> pattern.matcher(text).matches())
            .toList();
    return texts.size() == element.getAsJsonArray().size() ? Optional.of(texts) : Optional.empty();
  }

  /** Complains of keys that nobody asked for. */
  void end() {
    content.keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(
            key ->
                problems.add(
                    "%s: unknown key; known here: %s"
                        .formatted(named(key), String.join(", ", known))));
    children.values().forEach(Section::end);
  }

  private <T> Optional<T> read(
      String key, String expected, Function<JsonElement, Optional<T>> reader) {
    known.add(key);
    JsonElement element = content.get(key);
    if (element == null || element.isJsonNull()) {
      return Optional.empty();
    }
    Optional<T> value = reader.apply(element);
    if (value.isEmpty()) {
      problems.add("%s: expected %s, found %s".formatted(named(key), expected, element));
    }
    return value;
  }

  private String named(String key) {
    return path + key;
  }

  private static Optional<String> asText(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()
        ? Optional.of(element.getAsString())
        : Optional.empty();
  }

  private static Optional<Boolean> asFlag(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean()
        ? Optional.of(element.getAsBoolean())
        : Optional.empty();
  }

  private static Optional<Long> asWhole(JsonElement element) {
    return element.isJsonPrimitive()
            && element.getAsJsonPrimitive().isNumber()
            && element.getAsString().matches("-?\\d{1,18}")
        ? Optional.of(element.getAsLong())
        : Optional.empty();
  }
}
