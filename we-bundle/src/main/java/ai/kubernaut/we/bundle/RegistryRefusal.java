package ai.kubernaut.we.bundle;

import java.io.IOException;

/** A registry did not do what it was asked; the message says what, and what to do. */
public final class RegistryRefusal extends IOException {

  private static final long serialVersionUID = 1;

  RegistryRefusal(String message) {
    super(message);
  }

  RegistryRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
