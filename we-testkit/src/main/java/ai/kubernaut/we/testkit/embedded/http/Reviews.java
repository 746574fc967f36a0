package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Questions to the API that store nothing: may I, who am I. The answer is always yes, and an
 * administrator.
 */
final class Reviews {
  static final List<String> GROUPS = List.of("authentication.k8s.io", "authorization.k8s.io");
  private static final Map<String, String> KINDS =
      Map.of(
          "selfsubjectaccessreviews", "SelfSubjectAccessReview",
          "subjectaccessreviews", "SubjectAccessReview",
          "selfsubjectreviews", "SelfSubjectReview",
          "tokenreviews", "TokenReview");

  private Reviews() {}

  static boolean serves(String group, String resource) {
    return KINDS.containsKey(resource) && groupOf(resource).equals(group);
  }

  static List<JsonObject> resources(String group) {
    return KINDS.keySet().stream()
        .sorted()
        .filter(resource -> serves(group, resource))
        .map(
            resource ->
                Json.of(
                    "name",
                    resource,
                    "singularName",
                    "",
                    "namespaced",
                    false,
                    "kind",
                    KINDS.get(resource),
                    "verbs",
                    List.of("create")))
        .toList();
  }

  private static String groupOf(String resource) {
    return resource.contains("access") ? GROUPS.get(1) : GROUPS.get(0);
  }

  /** The review with its answer. */
  static JsonObject answer(String resource, JsonObject review) {
    JsonObject user =
        Json.of(
            "username", "admin", "groups", Json.array("system:masters", "system:authenticated"));
    review.addProperty("kind", KINDS.get(resource));
    review.addProperty("apiVersion", groupOf(resource) + "/v1");
    review.add("metadata", new JsonObject());
    review.add(
        "status",
        switch (resource) {
          case "selfsubjectreviews" -> Json.of("userInfo", user);
          case "tokenreviews" -> Json.of("authenticated", true, "user", user);
          default -> Json.of("allowed", true);
        });
    return review;
  }
}
