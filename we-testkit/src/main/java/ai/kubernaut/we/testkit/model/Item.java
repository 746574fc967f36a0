package ai.kubernaut.we.testkit.model;

/** One object as it was at one version. */
public final class Item<T> {

  private final String name;
  private final int revision;
  private final Shared<T> content;

  Item(String name, int revision, Shared<T> content) {
    this.name = name;
    this.revision = revision;
    this.content = content;
  }

  public String name() {
    return name;
  }

  /**
   * The number of its last change, never given twice: what {@code resourceVersion} is to the API
   * server.
   */
  public int revision() {
    return revision;
  }

  public T value() {
    return content.value();
  }

  Shared<T> content() {
    return content;
  }
}
