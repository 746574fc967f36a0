package ai.kubernaut.we.controller;

import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.NamedPart;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what tells of a child only when a failure asks: the parts that it names and that are not
 * watched, and the Events of the child, its parts and its pods, one list per object.
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

  /**
   * The same surroundings with all that.
   *
   * @param named the parts that are not watched
   * @return empty if the server did not answer
   */
  Optional<Surroundings> around(String childUid, List<NamedPart> named, Surroundings known) {
    return read(latest(named))
        .map(parts -> new Surroundings(joined(known.parts(), parts), known.pods(), List.of()))
        .flatMap(
            all ->
                about(childUid, all, latest(named))
                    .map(events -> new Surroundings(all.parts(), all.pods(), events)));
  }

  /** What is gone, or not for us to read, is left out: the failure is told without it. */
  private Optional<List<EnginePart>> read(List<NamedPart> named) {
    List<EnginePart> found = new ArrayList<>();
    for (NamedPart part : named) {
      ApiAnswer<JsonObject> answer = api.get(part.ref());
      answer.toOptional().map(part.decoder()::decode).ifPresent(found::add);
      if (answer.failure().filter(ChildEvents::passing).isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  private static boolean passing(ApiError error) {
    return !error.is(ApiError.Kind.NOT_FOUND) && !error.is(ApiError.Kind.FORBIDDEN);
  }

  private Optional<List<LeanEvent>> about(
      String childUid, Surroundings around, List<NamedPart> named) {
    List<LeanEvent> all = new ArrayList<>();
    for (String fields : involved(childUid, around, named)) {
      Optional<ResourcePage> found =
          api.list(ResourceType.EVENTS.all().inNamespace(namespace).withFields(fields))
              .toOptional();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      found.get().items().stream().map(LeanEvent::decode).forEach(all::add);
    }
    return Optional.of(all);
  }

  private static List<String> involved(
      String childUid, Surroundings around, List<NamedPart> named) {
    List<String> parts =
        around.parts().stream().filter(EnginePart::questionable).map(EnginePart::uid).toList();
    List<String> pods = around.pods().stream().map(LeanPod::uid).toList();
    return Stream.concat(
            Stream.of(List.of(childUid), latest(parts), latest(pods))
                .flatMap(List::stream)
                .map(uid -> "involvedObject.uid=" + uid),
            named.stream().map(NamedPart::ref).map(ChildEvents::byName))
        .toList();
  }

  /** Its uid is known only while it is there, and its Events must not be missed. */
  private static String byName(ResourceRef ref) {
    return "involvedObject.kind=%s,involvedObject.name=%s".formatted(ref.type().kind(), ref.name());
  }

  private static <T> List<T> latest(List<T> all) {
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
