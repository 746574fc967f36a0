package ai.kubernaut.we.testkit.embedded.access;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Access rules as they are stored: Roles, ClusterRoles and their bindings. The group {@code
 * system:masters} may do everything, whoever is authenticated may look around.
 */
public final class Rbac implements Authorizer {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final List<String> OPEN_PATHS =
      List.of("/api", "/apis", "/healthz", "/livez", "/readyz", "/openapi", "/version");
  private static final List<String> OWN_REVIEWS =
      List.of("selfsubjectaccessreviews", "selfsubjectreviews", "selfsubjectrulesreviews");

  private final Store store;

  public Rbac(Store store) {
    this.store = store;
  }

  @Override
  public boolean allows(User user, Attributes asked) {
    return user.groups().contains(User.MASTERS)
        || isOpen(user, asked)
        || boundInCluster(user, asked)
        || boundInNamespace(user, asked);
  }

  private static boolean isOpen(User user, Attributes asked) {
    if (!user.groups().contains("system:authenticated")) {
      return false;
    }
    return asked.isResource()
        ? asked.verb().equals("create") && OWN_REVIEWS.contains(asked.resource())
        : asked.verb().equals("get") && OPEN_PATHS.stream().anyMatch(asked.resource()::startsWith);
  }

  private boolean boundInCluster(User user, Attributes asked) {
    return store.list(GROUP + "/clusterrolebindings", "").objects().stream()
        .map(StoredObject::tree)
        .anyMatch(binding -> grants(binding, "", user, asked));
  }

  private boolean boundInNamespace(User user, Attributes asked) {
    String namespace = namespace(asked);
    return !namespace.isEmpty()
        && store.list(GROUP + "/rolebindings", namespace).objects().stream()
            .map(StoredObject::tree)
            .anyMatch(binding -> grants(binding, namespace, user, asked));
  }

  /** A namespace is inside of itself. */
  private static String namespace(Attributes asked) {
    boolean itself = asked.group().isEmpty() && asked.resource().equals("namespaces");
    return itself ? asked.name() : asked.namespace();
  }

  private boolean grants(JsonObject binding, String namespace, User user, Attributes asked) {
    boolean bound =
        Json.objects(binding, "subjects").stream()
            .anyMatch(subject -> isSubject(subject, namespace, user));
    return bound
        && role(binding, namespace)
            .map(
                role -> Json.objects(role, "rules").stream().anyMatch(rule -> matches(rule, asked)))
            .orElse(false);
  }

  private static boolean isSubject(JsonObject subject, String namespace, User user) {
    String name = Json.text(subject, "name");
    return switch (Json.text(subject, "kind")) {
      case "User" -> user.name().equals(name);
      case "Group" -> user.groups().contains(name);
      case "ServiceAccount" -> {
        String given = Json.text(subject, "namespace");
        String of = given.isEmpty() ? namespace : given;
        yield user.name().equals(User.serviceAccount(of, name).name());
      }
      default -> false;
    };
  }

  private Optional<JsonObject> role(JsonObject binding, String namespace) {
    String name = Json.text(binding, "roleRef", "name");
    boolean cluster = Json.text(binding, "roleRef", "kind").equals("ClusterRole");
    ObjectKey key =
        cluster
            ? new ObjectKey(GROUP + "/clusterroles", "", name)
            : new ObjectKey(GROUP + "/roles", namespace, name);
    return store.get(key).map(StoredObject::tree);
  }

  private static boolean matches(JsonObject rule, Attributes asked) {
    if (!includes(Json.strings(rule, "verbs"), asked.verb())) {
      return false;
    }
    if (!asked.isResource()) {
      return Json.strings(rule, "nonResourceURLs").stream()
          .anyMatch(path -> matchesPath(path, asked.resource()));
    }
    List<String> names = Json.strings(rule, "resourceNames");
    return includes(Json.strings(rule, "apiGroups"), asked.group())
        && includesResource(Json.strings(rule, "resources"), asked)
        && (names.isEmpty() || names.contains(asked.name()));
  }

  private static boolean includes(List<String> allowed, String value) {
    return allowed.contains("*") || allowed.contains(value);
  }

  private static boolean includesResource(List<String> allowed, Attributes asked) {
    boolean everySuch =
        !asked.subresource().isEmpty() && allowed.contains("*/" + asked.subresource());
    return everySuch || includes(allowed, asked.qualifiedResource());
  }

  private static boolean matchesPath(String rule, String path) {
    return rule.endsWith("*")
        ? path.startsWith(rule.substring(0, rule.length() - 1))
        : rule.equals(path);
  }
}
