package ai.kubernaut.we.api;

import java.util.List;
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
    List<String> parts = List.of(text.split("/", -1));
    if (parts.stream().anyMatch(String::isBlank)) {
      return Optional.empty();
    }
    return switch (parts.size()) {
      case 2 -> Optional.of(new TargetResource(Optional.empty(), parts.get(0), parts.get(1)));
      case 3 ->
          Optional.of(new TargetResource(Optional.of(parts.get(0)), parts.get(1), parts.get(2)));
      default -> Optional.empty();
    };
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
