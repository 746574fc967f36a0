package ai.kubernaut.we.testkit.embedded.json;

/** A text that is not one JSON (or YAML) value; the message says why. */
public final class MalformedJson extends RuntimeException {
  public MalformedJson(String message) {
    super(message);
  }
}
