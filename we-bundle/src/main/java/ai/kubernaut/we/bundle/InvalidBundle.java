package ai.kubernaut.we.bundle;

/** What was given cannot be a bundle; the message names the field and the remedy. */
public final class InvalidBundle extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  InvalidBundle(String message) {
    super(message);
  }

  private InvalidBundle(String message, InvalidBundle cause) {
    super(message, cause);
  }

  /** The same complaint, with the file that it is about. */
  public InvalidBundle in(String file) {
    return new InvalidBundle(file + ": " + getMessage(), this);
  }
}
