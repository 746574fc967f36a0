package ai.kubernaut.we.testkit.embedded.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out who asks by their bearer token. */
public final class Authenticator {
  private static final String BEARER = "Bearer ";

  private final boolean required;
  private final Map<String, User> users = new ConcurrentHashMap<>();

  /**
   * @param required whether requests without a valid token are refused; otherwise everybody without
   *     one is an administrator
   */
  public Authenticator(boolean required) {
    this.required = required;
  }

  /** Makes a token known. */
  public void add(String token, User user) {
    users.put(token, user);
  }

  /** Makes a token unknown again. */
  public void revoke(String token) {
    users.remove(token);
  }

  /** The user of a token; empty when it is unknown. */
  public Optional<User> ofToken(String token) {
    return Optional.ofNullable(users.get(token));
  }

  /**
   * The user of an Authorization header; empty when the request is to be refused.
   *
   * @param header empty when there is none
   */
  public Optional<User> identify(String header) {
    boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    Optional<User> known =
        bearer ? ofToken(header.substring(BEARER.length()).strip()) : Optional.empty();
    return known.isPresent() || required ? known : Optional.of(User.admin());
  }
}
