package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Watched;

/**
 * What an event is about.
 *
 * @param namespace empty for cluster-scoped objects
 */
public record InvolvedObject(ResourceType type, String namespace, String name, String uid) {

  public static InvolvedObject of(ResourceType type, Watched object) {
    return new InvolvedObject(type, object.namespace(), object.name(), object.uid());
  }
}
