package ai.kubernaut.we.testkit.embedded.access;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * Who asks.
 *
 * @param name for example {@code system:serviceaccount:default:runner}
 * @param groups groups besides the one of all who are authenticated
 */
public record User(String name, List<String> groups) {
  /** The group that may do everything. */
  public static final String MASTERS = "system:masters";

  private static final String ACCOUNT = "system:serviceaccount:";
  private static final String ACCOUNTS = "system:serviceaccounts";

  public User {
    groups = List.copyOf(groups);
  }

  /** Whoever may do everything. */
  public static User admin() {
    return new User("admin", List.of(MASTERS, "system:authenticated"));
  }

  /** The parts of the cluster itself. */
  public static User cluster() {
    return new User("system:kube-controller-manager", List.of(MASTERS, "system:authenticated"));
  }

  /** Whoever brings no token where tokens are not required. */
  public static User anonymous() {
    return new User("system:anonymous", List.of("system:unauthenticated"));
  }

  /** A user by name, with the groups that a server adds to it. */
  public static User named(String name, List<String> more) {
    List<String> groups = new java.util.ArrayList<>(more);
    if (name.startsWith(ACCOUNT)) {
      String namespace = name.substring(ACCOUNT.length()).split(":", 2)[0];
      groups.add(ACCOUNTS);
      groups.add(ACCOUNTS + ":" + namespace);
    }
    if (!groups.contains("system:authenticated")) {
      groups.add("system:authenticated");
    }
    return new User(name, groups);
  }

  /** A service account. */
  public static User serviceAccount(String namespace, String name) {
    return named(ACCOUNT + namespace + ":" + name, List.of());
  }

  /** As reviews of admission and authentication show it. */
  public JsonObject toJson() {
    return Json.of("username", name, "groups", groups);
  }
}
