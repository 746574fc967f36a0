package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How an answer is to be written.
 *
 * @param mediaType {@code application/json} or {@code application/yaml}
 * @param as what the objects are shown as: {@code Table}, {@code PartialObjectMetadata}, {@code
 *     PartialObjectMetadataList} or empty for themselves
 * @param version version of the group that {@code as} belongs to
 */
record Format(String mediaType, String as, String version) {
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final List<String> SHAPES =
      List.of("", "Table", "PartialObjectMetadata", "PartialObjectMetadataList");

  static Format plainJson() {
    return new Format(JSON, "", "");
  }

  /** The first of the accepted formats that can be written. */
  static Format negotiate(String accept) {
    if (accept.isBlank()) {
      return plainJson();
    }
    for (String clause : accept.split(",", -1)) {
      Map<String, String> parameters = parameters(clause);
      Format format =
          new Format(
              mediaType(clause),
              parameters.getOrDefault("as", ""),
              parameters.getOrDefault("v", ""));
      if (!format.mediaType().isEmpty() && SHAPES.contains(format.as())) {
        return format;
      }
    }
    throw notAcceptable();
  }

  static Map<String, String> parameters(String clause) {
    Map<String, String> parameters = new HashMap<>();
    for (String part : clause.split(";", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
    return parameters;
  }

  private static String mediaType(String clause) {
    String type = clause.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case JSON, "*/*", "application/*" -> JSON;
      case YAML -> YAML;
      default -> "";
    };
  }

  private static Refusal notAcceptable() {
    return Refusal.of(
        406,
        "NotAcceptable",
        "only the following media types are accepted: application/json, application/yaml",
        Json.of());
  }

  boolean isYaml() {
    return mediaType.equals(YAML);
  }

  boolean isTable() {
    return as.equals("Table");
  }

  boolean isPartial() {
    return as.startsWith("PartialObjectMetadata");
  }

  boolean isWhole() {
    return as.isEmpty();
  }
}
