package ai.kubernaut.we.testkit.model.search;

/**
 * A promise that a state breaks.
 *
 * @param invariant its short name, such as {@code S1}
 * @param message how it is broken
 */
public record Violation(String invariant, String message) {

  @Override
  public String toString() {
    return invariant + ": " + message;
  }
}
