package ai.kubernaut.we.controller;

import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the Events of a child, its parts and its pods: one list per object, and only when a failure
 * asks.
 */
final class ChildEvents {

  /** So many of each kind are asked after, the latest: they are where a failure ends. */
  private static final int MOST = 5;

  private final KubernetesApi api;
  private final String namespace;

  ChildEvents(KubernetesApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /** Empty if the server did not answer. */
  Optional<List<LeanEvent>> about(String childUid, Surroundings around) {
    List<LeanEvent> all = new ArrayList<>();
    for (String uid : involved(childUid, around)) {
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

  private static List<String> involved(String childUid, Surroundings around) {
    List<String> parts =
        around.parts().stream().filter(EnginePart::questionable).map(EnginePart::uid).toList();
    List<String> pods = around.pods().stream().map(LeanPod::uid).toList();
    return Stream.of(List.of(childUid), latest(parts), latest(pods)).flatMap(List::stream).toList();
  }

  private static List<String> latest(List<String> uids) {
    return uids.subList(Math.max(0, uids.size() - MOST), uids.size());
  }
}
