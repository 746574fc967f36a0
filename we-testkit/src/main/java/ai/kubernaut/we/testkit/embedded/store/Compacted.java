package ai.kubernaut.we.testkit.embedded.store;

/** The history no longer reaches back to the revision that was asked for. */
public final class Compacted extends RuntimeException {
  private final long oldest;

  Compacted(long asked, long oldest) {
    super("too old resource version: " + asked + " (" + oldest + ")");
    this.oldest = oldest;
  }

  /** The oldest revision that can still be asked for. */
  public long oldest() {
    return oldest;
  }
}
