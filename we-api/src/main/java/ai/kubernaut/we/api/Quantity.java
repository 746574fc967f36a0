package ai.kubernaut.we.api;

/**
 * A Kubernetes quantity, exactly as it was written.
 *
 * @param text for example {@code 2}, {@code 500m} or {@code 1Gi}
 */
public record Quantity(String text) {

  @Override
  public String toString() {
    return text;
  }
}
