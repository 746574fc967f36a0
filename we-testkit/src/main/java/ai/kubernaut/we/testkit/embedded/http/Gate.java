package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.access.Attributes;
import ai.kubernaut.we.testkit.embedded.access.Authenticator;
import ai.kubernaut.we.testkit.embedded.access.Authorizer;
import ai.kubernaut.we.testkit.embedded.access.User;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonObject;
import java.util.List;

/** Lets in who may: tokens, impersonation, access rules. */
final class Gate {
  private static final String USER = "Impersonate-User";
  private static final String GROUP = "Impersonate-Group";

  private final Authenticator authenticator;
  private final Authorizer authorizer;

  Gate(Authenticator authenticator, Authorizer authorizer) {
    this.authenticator = authenticator;
    this.authorizer = authorizer;
  }

  /** Identifies the user of a request and refuses what that user may not do. */
  void admit(Request request) {
    if (request.disruption().tokenRejected()) {
      throw unauthorized();
    }
    User user =
        authenticator.identify(request.header("Authorization")).orElseThrow(Gate::unauthorized);
    User acting = impersonated(request, user);
    request.setUser(acting);
    require(acting, request.attributes());
  }

  private User impersonated(Request request, User user) {
    String name = request.header(USER);
    List<String> groups = request.headers().getOrDefault(GROUP, List.of());
    if (name.isEmpty()) {
      if (!groups.isEmpty()) {
        throw Refusal.of(
            500, "InternalError", "requested [" + groups + "] without impersonating a user");
      }
      return user;
    }
    require(user, impersonation("users", name));
    groups.forEach(group -> require(user, impersonation("groups", group)));
    return User.named(name, groups);
  }

  private static Attributes impersonation(String kind, String name) {
    return new Attributes("impersonate", "", kind, "", "", name, "", true);
  }

  private void require(User user, Attributes asked) {
    if (!authorizer.allows(user, asked)) {
      throw forbidden(user, asked);
    }
  }

  private static Refusal unauthorized() {
    return Refusal.of(401, "Unauthorized", "Unauthorized");
  }

  private static Refusal forbidden(User user, Attributes asked) {
    if (!asked.isResource()) {
      return Refusal.of(
          403,
          "Forbidden",
          "forbidden: User \"%s\" cannot %s path \"%s\""
              .formatted(user.name(), asked.verb(), asked.resource()),
          new JsonObject());
    }
    String where =
        asked.namespace().isEmpty()
            ? " at the cluster scope"
            : " in the namespace \"" + asked.namespace() + "\"";
    String why =
        "User \"%s\" cannot %s resource \"%s\" in API group \"%s\"%s"
            .formatted(user.name(), asked.verb(), asked.qualifiedResource(), asked.group(), where);
    return Refusal.forbiddenResource(asked.group(), asked.resource(), asked.name(), why);
  }
}
