package ai.kubernaut.we.api;

import java.util.Locale;
import java.util.Optional;

/**
 * The resource that a workflow acts on.
 *
 * @param namespace absent for a cluster-scoped resource
 */
public record TargetResource(Optional<String> namespace, String kind, String name) {

  public TargetResource {
    if (namespace.filter(String::isEmpty).isPresent() || kind.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("a target resource has no empty part");
    }
  }

  /** Reads {@code namespace/kind/name} or {@code kind/name}; empty where it is neither. */
  public static Optional<TargetResource> parse(String text) {
    int first = text.indexOf('/');
    int second = text.indexOf('/', first + 1);
    if (first < 0) {
      return Optional.empty();
    }
    return second < 0
        ? of(Optional.empty(), text.substring(0, first), text.substring(first + 1))
        : of(
            Optional.of(text.substring(0, first)),
            text.substring(first + 1, second),
            text.substring(second + 1));
  }

  private static Optional<TargetResource> of(Optional<String> namespace, String kind, String name) {
    boolean blank =
        namespace.filter(String::isBlank).isPresent() || kind.isBlank() || name.isBlank();
    return blank || name.indexOf('/') >= 0
        ? Optional.empty()
        : Optional.of(new TargetResource(namespace, kind, name));
  }

  /** The form in which two spellings of one target are equal: the kind in lower case. */
  public String canonical() {
    return namespace.map(n -> n + "/").orElse("") + kind.toLowerCase(Locale.ROOT) + "/" + name;
  }

  @Override
  public String toString() {
    return namespace.map(n -> n + "/").orElse("") + kind + "/" + name;
  }
}
