package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.Watched;

/**
 * Namespace and name of an object of a known type.
 *
 * @param namespace empty for cluster-scoped objects
 */
public record ObjectKey(String namespace, String name) {

  public static ObjectKey of(Watched object) {
    return new ObjectKey(object.namespace(), object.name());
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
