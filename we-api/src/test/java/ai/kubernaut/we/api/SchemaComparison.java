package ai.kubernaut.we.api;

import static ai.kubernaut.we.api.Crd.list;
import static ai.kubernaut.we.api.Crd.map;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether one structural schema accepts everything that another does. Looks at every keyword that
 * either uses; one that it does not know is a finding, so that silence is a proof.
 */
final class SchemaComparison {

  private static final Set<String> SILENT = Set.of("description", "properties", "items");
  private static final Set<String> MUST_BE_EQUAL =
      Set.of(
          "anyOf",
          "format",
          "pattern",
          "type",
          "x-kubernetes-int-or-string",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-list-type",
          "x-kubernetes-map-type",
          "x-kubernetes-preserve-unknown-fields");

  private final List<String> findings = new ArrayList<>();

  /**
   * What {@code narrow} accepts and {@code wide} may refuse, one line each that starts with the
   * path. Fields that only {@code wide} knows do not count. A default lets null pass, and so does
   * {@code nullable}.
   */
  static List<String> findings(Map<String, Object> wide, Map<String, Object> narrow) {
    SchemaComparison comparison = new SchemaComparison();
    comparison.compare("", wide, narrow);
    return comparison.findings;
  }

  private void compare(String path, Map<String, Object> wide, Map<String, Object> narrow) {
    keywords(wide, narrow).forEach(keyword -> keyword(path, keyword, wide, narrow));
    Map<String, Object> known = map(wide.get("properties"));
    map(narrow.get("properties"))
        .forEach((name, schema) -> property(path + "." + name, known.get(name), map(schema)));
    if (wide.containsKey("items") && narrow.containsKey("items")) {
      compare(path + "[]", map(wide.get("items")), map(narrow.get("items")));
    } else if (wide.containsKey("items") || narrow.containsKey("items")) {
      findings.add(path + " items");
    }
  }

  private static Collection<String> keywords(Map<String, Object> wide, Map<String, Object> narrow) {
    List<String> keywords = new ArrayList<>(wide.keySet());
    narrow.keySet().stream().filter(k -> !wide.containsKey(k)).forEach(keywords::add);
    keywords.removeAll(SILENT);
    return keywords;
  }

  private void property(String path, Object wide, Map<String, Object> narrow) {
    if (wide == null) {
      findings.add(path + " unknown");
    } else {
      compare(path, map(wide), narrow);
    }
  }

  private void keyword(
      String path, String keyword, Map<String, Object> wide, Map<String, Object> narrow) {
    if (keyword.equals("additionalProperties")) {
      additional(path, wide.get(keyword), narrow.get(keyword));
    } else if (!letsNullPass(keyword, wide)
        && !holds(keyword, wide.get(keyword), narrow.get(keyword))) {
      findings.add(path + " " + keyword);
    }
  }

  private static boolean letsNullPass(String keyword, Map<String, Object> schema) {
    return keyword.equals("default") && Boolean.TRUE.equals(schema.get("nullable"));
  }

  private void additional(String path, Object wide, Object narrow) {
    if (wide instanceof Map && narrow instanceof Map) {
      compare(path + ".*", map(wide), map(narrow));
    } else {
      findings.add(path + " additionalProperties");
    }
  }

  private static boolean holds(String keyword, Object wide, Object narrow) {
    if (MUST_BE_EQUAL.contains(keyword)) {
      return Objects.equals(wide, narrow);
    }
    return switch (keyword) {
      case "nullable" -> Boolean.TRUE.equals(wide) || !Boolean.TRUE.equals(narrow);
      case "default" -> narrow == null || narrow.equals(wide);
      case "required" -> list(narrow).containsAll(list(wide));
      case "enum" -> wide == null || (narrow != null && list(wide).containsAll(list(narrow)));
      case "minimum", "minLength", "minItems" ->
          wide == null || (narrow != null && number(wide) <= number(narrow));
      case "maximum", "maxLength", "maxItems", "maxProperties" ->
          wide == null || (narrow != null && number(wide) >= number(narrow));
      case "x-kubernetes-validations" -> onlyTransitions(list(wide), list(narrow));
      default -> false;
    };
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** A rule over the old object refuses changes, never an object. */
  private static boolean onlyTransitions(List<Object> wide, List<Object> narrow) {
    return wide.stream()
        .filter(rule -> !narrow.contains(rule))
        .allMatch(rule -> String.valueOf(map(rule).get("rule")).contains("oldSelf"));
  }
}
