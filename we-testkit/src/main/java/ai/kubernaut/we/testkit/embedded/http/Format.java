package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
      List.of("Table", "PartialObjectMetadata", "PartialObjectMetadataList");
  private static final List<String> VERSIONS = List.of("v1", "v1beta1");

  static Format plainJson() {
    return new Format(JSON, "", "");
  }

  /** Whether an answer that has only one shape should be YAML. */
  static boolean prefersYaml(String accept) {
    for (String clause : accept.split(",", -1)) {
      String type = mediaType(clause);
      if (!type.isEmpty()) {
        return type.equals(YAML);
      }
    }
    return false;
  }

  /** The first of the accepted formats that can be written. */
  static Format negotiate(String accept) {
    if (accept.isBlank()) {
      return plainJson();
    }
    for (String clause : accept.split(",", -1)) {
      Map<String, String> parameters = parameters(clause);
      String as = parameters.getOrDefault("as", "");
      String version = parameters.getOrDefault("v", "");
      Format format = new Format(mediaType(clause), as, version);
      if (!format.mediaType().isEmpty() && isKnownShape(as, version, parameters.get("g"))) {
        return format;
      }
    }
    throw notAcceptable(
        "only the following media types are accepted: application/json, application/yaml,"
            + " application/vnd.kubernetes.protobuf");
  }

  private static boolean isKnownShape(String as, String version, @Nullable String group) {
    return as.isEmpty()
        || (SHAPES.contains(as) && VERSIONS.contains(version) && "meta.k8s.io".equals(group));
  }

  /** Refuses to show an object as a list, or a list as an object. */
  void require(boolean list, ResourceType type) {
    if (list && as.equals("PartialObjectMetadata")) {
      throw notAcceptable(
          "you requested PartialObjectMetadata, but the requested object is a list");
    }
    if (!list && as.equals("PartialObjectMetadataList")) {
      throw type.custom()
          ? Refusal.of(500, "", "content is not a list")
          : notAcceptable(
              "you requested PartialObjectMetadataList, but the requested object is not a list");
    }
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

  private static Refusal notAcceptable(String why) {
    return Refusal.of(406, "NotAcceptable", why);
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
