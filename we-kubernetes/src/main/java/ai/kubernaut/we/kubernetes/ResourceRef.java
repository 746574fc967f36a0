package ai.kubernaut.we.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * One object by name.
 *
 * @param type its type
 * @param namespace its namespace, empty exactly for cluster-scoped types
 * @param name its name, never empty
 */
public record ResourceRef(ResourceType type, String namespace, String name) {

  public ResourceRef {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an object needs a name");
    }
    if (type.namespaced() == namespace.isEmpty()) {
      throw new IllegalArgumentException(
          type.plural() + (type.namespaced() ? " live in a namespace" : " are cluster-scoped"));
    }
  }

  List<String> path() {
    List<String> path = new ArrayList<>(type.path(namespace));
    path.add(name);
    return path;
  }

  List<String> path(String subresource) {
    List<String> path = path();
    path.add(subresource);
    return path;
  }
}
