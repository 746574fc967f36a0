package ai.kubernaut.we.testkit.embedded.resource;

/** Types of which nothing is known: stored and given back. */
final class StoredStrategy implements Strategy {
  private final boolean generation;

  /**
   * @param generation whether the type counts its spec changes
   */
  StoredStrategy(boolean generation) {
    this.generation = generation;
  }

  @Override
  public boolean hasGeneration() {
    return generation;
  }
}
