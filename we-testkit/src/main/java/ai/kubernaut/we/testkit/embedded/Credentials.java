package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.access.Authenticator;
import ai.kubernaut.we.testkit.embedded.access.User;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The bearer tokens that have been given out. */
final class Credentials {
  private final Authenticator authenticator;
  private final boolean required;
  private final Map<User, String> tokens = new ConcurrentHashMap<>();

  Credentials(Authenticator authenticator, boolean required) {
    this.authenticator = authenticator;
    this.required = required;
  }

  /** The token of a user; made when it is first asked for. */
  String token(User user) {
    return tokens.computeIfAbsent(user, this::make);
  }

  private String make(User user) {
    String token = UUID.randomUUID().toString();
    authenticator.add(token, user);
    return token;
  }

  /** The token of an administrator; empty where none is needed. */
  Optional<String> adminToken() {
    return required ? Optional.of(token(User.admin())) : Optional.empty();
  }

  void revoke(String token) {
    authenticator.revoke(token);
    tokens.values().remove(token);
  }
}
