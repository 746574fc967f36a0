package ai.kubernaut.we.controller;

import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the Events of a child and its pods: one list per object, and only when a failure asks. */
final class ChildEvents {

  private static final int MOST_PODS = 5;

  private final KubernetesApi api;
  private final String namespace;

  ChildEvents(KubernetesApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /** Empty if the server did not answer. */
  Optional<List<LeanEvent>> about(String childUid, List<LeanPod> pods) {
    List<String> involved =
        Stream.concat(Stream.of(childUid), pods.stream().map(LeanPod::uid).limit(MOST_PODS))
            .toList();
    List<LeanEvent> all = new ArrayList<>();
    for (String uid : involved) {
      Optional<ResourcePage> found =
          api.list(
                  ResourceType.EVENTS
                      .all()
                      .inNamespace(namespace)
                      .withFields("involvedObject.uid=" + uid))
              .toOptional();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      found.get().items().stream().map(LeanEvent::decode).forEach(all::add);
    }
    return Optional.of(all);
  }
}
