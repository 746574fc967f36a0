package ai.kubernaut.we.testkit.embedded.access;

/** Decides who may do what. */
@FunctionalInterface
public interface Authorizer {
  /** Everybody may do everything. */
  Authorizer ALLOW = (user, attributes) -> true;

  boolean allows(User user, Attributes attributes);
}
