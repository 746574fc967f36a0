package ai.kubernaut.we.testkit.embedded.json;

/** A well-formed patch that cannot be applied to this document. */
public final class PatchRefused extends RuntimeException {
  public PatchRefused(String message) {
    super(message);
  }
}
