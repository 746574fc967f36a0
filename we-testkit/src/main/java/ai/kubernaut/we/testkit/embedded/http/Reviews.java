package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.access.Attributes;
import ai.kubernaut.we.testkit.embedded.access.Authenticator;
import ai.kubernaut.we.testkit.embedded.access.Authorizer;
import ai.kubernaut.we.testkit.embedded.access.User;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to the API that store nothing: may I, may they, who am I, whose token is this. */
final class Reviews {
  private static final String AUTHENTICATION = "authentication.k8s.io";
  private static final String AUTHORIZATION = "authorization.k8s.io";
  static final List<String> GROUPS = List.of(AUTHENTICATION, AUTHORIZATION);
  private static final Map<String, String> KINDS =
      Map.of(
          "localsubjectaccessreviews", "LocalSubjectAccessReview",
          "selfsubjectaccessreviews", "SelfSubjectAccessReview",
          "subjectaccessreviews", "SubjectAccessReview",
          "selfsubjectreviews", "SelfSubjectReview",
          "tokenreviews", "TokenReview");

  private final Authenticator authenticator;
  private final Authorizer authorizer;

  Reviews(Authenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
  }

  boolean serves(ResourcePath path) {
    return KINDS.containsKey(path.resource())
        && path.version().equals("v1")
        && groupOf(path.resource()).equals(path.group())
        && isLocal(path.resource()) != path.namespace().isEmpty();
  }

  private static boolean isLocal(String resource) {
    return resource.startsWith("local");
  }

  private static String kindOf(String resource) {
    return KINDS.getOrDefault(resource, "");
  }

  private static String groupOf(String resource) {
    return resource.contains("access") ? AUTHORIZATION : AUTHENTICATION;
  }

  static List<JsonObject> resources(String group) {
    return KINDS.keySet().stream()
        .sorted()
        .filter(resource -> groupOf(resource).equals(group))
        .map(
            resource ->
                Json.of(
                    "name",
                    resource,
                    "singularName",
                    kindOf(resource).toLowerCase(Locale.ROOT),
                    "namespaced",
                    isLocal(resource),
                    "kind",
                    kindOf(resource),
                    "verbs",
                    List.of("create")))
        .toList();
  }

  void handle(Request request, ResourcePath path, Reply reply) throws IOException {
    if (!request.verb().equals("create") || !path.name().isEmpty()) {
      throw Refusal.methodNotAllowed();
    }
    JsonObject review = body(request, path);
    review.add("metadata", new JsonObject());
    review.add("status", status(path, review, request.user()));
    reply.whole(201, "application/json", Json.bytes(review), List.of());
  }

  private static JsonObject body(Request request, ResourcePath path) {
    String kind = kindOf(path.resource());
    JsonElement body =
        request.mediaType().equals("application/vnd.kubernetes.protobuf")
            ? Protobuf.decode(request.bytes())
            : Json.parse(request.body());
    String given = Json.text(body, "kind");
    if (!body.isJsonObject() || !(given.isEmpty() || given.equals(kind))) {
      throw Refusal.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: converting (%s) to (%s): unknown conversion"
              .formatted(given, path.version(), kind, given, kind));
    }
    JsonObject review = body.getAsJsonObject();
    review.addProperty("kind", kind);
    review.addProperty("apiVersion", path.group() + "/v1");
    return review;
  }

  private JsonObject status(ResourcePath path, JsonObject review, User asking) {
    return switch (path.resource()) {
      case "selfsubjectreviews" -> Json.of("userInfo", asking.toJson());
      case "tokenreviews" -> token(Json.text(review, "spec", "token"));
      case "selfsubjectaccessreviews" -> access(asking, review, path);
      default -> {
        String name = Json.text(review, "spec", "user");
        yield access(User.named(name, Json.strings(review, "spec", "groups")), review, path);
      }
    };
  }

  private JsonObject token(String token) {
    Optional<User> user = authenticator.ofToken(token);
    return user.isPresent()
        ? Json.of("authenticated", true, "user", user.get().toJson())
        : Json.of("user", new JsonObject(), "error", "invalid bearer token");
  }

  private JsonObject access(User user, JsonObject review, ResourcePath path) {
    JsonObject resource = Json.object(review, "spec", "resourceAttributes");
    JsonObject other = Json.object(review, "spec", "nonResourceAttributes");
    if ((resource == null) == (other == null)) {
      throw Refusal.invalid(
          new Named(path.group(), "", "", ""),
          List.of(
              FieldError.invalid(
                  "spec.resourceAttributes",
                  JsonNull.INSTANCE,
                  "exactly one of nonResourceAttributes or resourceAttributes must be specified")));
    }
    boolean allowed = authorizer.allows(user, resource != null ? resource(resource) : path(other));
    return Json.of("allowed", allowed);
  }

  private static Attributes resource(JsonObject asked) {
    return new Attributes(
        Json.text(asked, "verb"),
        Json.text(asked, "group"),
        Json.text(asked, "resource"),
        Json.text(asked, "subresource"),
        Json.text(asked, "namespace"),
        Json.text(asked, "name"),
        "",
        true);
  }

  private static Attributes path(@Nullable JsonObject asked) {
    return new Attributes(
        Json.text(asked, "verb"), "", Json.text(asked, "path"), "", "", "", "", false);
  }
}
