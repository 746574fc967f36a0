package ai.kubernaut.we.core.policy;

import ai.kubernaut.we.api.Dependencies.Dependency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names the executions of a namespace may use.
 *
 * @param names by namespace; {@code *} stands for every namespace, or for every name
 */
public record Allowance(Map<String, Set<String>> names) {

  /** Every namespace, or every name. */
  public static final String ANY = "*";

  /** Everything for the namespace in which the controller lives by default, nothing for others. */
  public static final Allowance TRUSTED = new Allowance(Map.of("kubernaut-system", Set.of(ANY)));

  public Allowance {
    Map<String, Set<String>> copy = new LinkedHashMap<>();
    names.forEach((namespace, allowed) -> copy.put(namespace, Set.copyOf(allowed)));
    names = Map.copyOf(copy);
  }

  boolean permits(String namespace, String name) {
    return contains(namespace, name) || contains(ANY, name);
  }

  /** The first of them that the executions of a namespace may not use. */
  Optional<String> firstForbidden(String namespace, List<Dependency> dependencies) {
    for (Dependency dependency : dependencies) {
      if (!permits(namespace, dependency.name())) {
        return Optional.of(dependency.name());
      }
    }
    return Optional.empty();
  }

  private boolean contains(String namespace, String name) {
    Set<String> allowed = names.getOrDefault(namespace, Set.of());
    return allowed.contains(name) || allowed.contains(ANY);
  }
}
