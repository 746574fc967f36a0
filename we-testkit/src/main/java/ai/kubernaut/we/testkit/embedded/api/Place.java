package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;

/**
 * What a request is about.
 *
 * @param type type as the request names it
 * @param namespace empty for cluster-scoped types and for all namespaces
 * @param name empty for whole collections
 */
public record Place(ResourceType type, String namespace, String name) {
  ObjectKey key() {
    return type.key(namespace, name);
  }

  Named named() {
    return type.named(name);
  }
}
