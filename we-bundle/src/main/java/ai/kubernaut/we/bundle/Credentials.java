package ai.kubernaut.we.bundle;

/** Who pushes. */
public record Credentials(String username, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return "Credentials of " + username;
  }
}
