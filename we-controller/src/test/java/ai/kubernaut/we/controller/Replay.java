package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.failure.FailureAnalysis;
import ai.kubernaut.we.executor.job.JobAdapter;
import ai.kubernaut.we.executor.tekton.TektonAdapter;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import ai.kubernaut.we.kubernetes.engine.Surroundings;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A captured case as a controller follows it: what it has seen, which may be less than what
 * happened, and what the server would answer if it was asked.
 */
final class Replay {

  static final String UID = "execution-uid";

  private final EngineAdapter<?> engine;
  private final List<LeanEvent> events;
  private final Map<String, LeanPod> seenPods = new LinkedHashMap<>();
  private final Map<String, LeanPod> realPods = new LinkedHashMap<>();
  private final Map<String, EnginePart> seenParts = new LinkedHashMap<>();
  private final Map<String, EnginePart> realParts = new LinkedHashMap<>();
  private Optional<JsonObject> child = Optional.empty();
  private boolean childGone;

  Replay(CapturedCase captured, List<JsonObject> events) {
    this.engine = captured.engine().equals("job") ? new JobAdapter() : new TektonAdapter();
    this.events = events.stream().map(LeanEvent::decode).toList();
  }

  /**
   * Something happened.
   *
   * @param seen whether the controller's watch tells it
   */
  void happened(JsonObject event, boolean seen) {
    boolean deleted = Json.string(event, "type").orElse("").equals("DELETED");
    JsonObject object = labelled(Json.object(event, "object").orElseThrow());
    String kind = Json.string(object, "kind").orElse("");
    if (kind.equals(engine.type().kind())) {
      child = Optional.of(object);
      childGone = deleted;
    } else if (kind.equals("Pod")) {
      pod(LeanPod.decode(object), deleted, seen);
    } else {
      engine.parts().ifPresent(type -> part(type.decoder().decode(object), deleted, seen));
    }
  }

  /** Tekton and the Job controller hand the label on that an execution's child has. */
  private static JsonObject labelled(JsonObject object) {
    JsonObject copy = object.deepCopy();
    JsonObject metadata = copy.getAsJsonObject("metadata");
    if (!metadata.has("labels")) {
      metadata.add("labels", new JsonObject());
    }
    metadata.getAsJsonObject("labels").addProperty(Names.EXECUTION_UID_LABEL, UID);
    return copy;
  }

  private void pod(LeanPod pod, boolean deleted, boolean seen) {
    if (deleted) {
      LeanPod unused = realPods.remove(pod.uid());
    } else {
      realPods.put(pod.uid(), pod);
    }
    if (seen) {
      seenPods.merge(
          pod.uid(), deleted ? pod.asDeleted() : pod, (before, now) -> now.after(before));
    }
  }

  private void part(EnginePart part, boolean deleted, boolean seen) {
    if (deleted) {
      EnginePart unused = realParts.remove(part.uid());
    } else {
      realParts.put(part.uid(), part);
    }
    if (seen) {
      seenParts.put(part.uid(), part);
    }
  }

  boolean begun() {
    return child.isPresent();
  }

  /** The child as the controller decides on it: by its caches, or by the server where it asks. */
  Optional<Child> decidedOn() {
    if (childGone) {
      return Optional.empty();
    }
    Child cached =
        observe(new Surroundings(parts(false), List.copyOf(seenPods.values()), List.of()));
    boolean asks = cached.state().ended() && FailureAnalysis.wantsEvents(cached.evidence());
    return Optional.of(asks ? asRead() : cached);
  }

  /** The child as the server shows it now, with what the controller has seen of what is gone. */
  Child asRead() {
    Map<String, LeanPod> pods = new LinkedHashMap<>(seenPods);
    realPods.forEach((uid, pod) -> pods.merge(uid, pod, (before, now) -> now.after(before)));
    pods.replaceAll((uid, pod) -> realPods.containsKey(uid) ? pod : pod.asDeleted());
    Surroundings around = new Surroundings(parts(true), List.copyOf(pods.values()), List.of());
    return observe(new Surroundings(around.parts(), around.pods(), about(around)));
  }

  /** By uid, as the controller lists them. */
  private List<LeanEvent> about(Surroundings around) {
    List<String> uids = new ArrayList<>();
    uids.add(Json.string(child.orElseThrow(), "metadata", "uid").orElseThrow());
    around.parts().forEach(part -> uids.add(part.uid()));
    around.pods().forEach(pod -> uids.add(pod.uid()));
    return events.stream().filter(event -> uids.contains(event.involvedUid())).toList();
  }

  private List<EnginePart> parts(boolean read) {
    Map<String, EnginePart> parts = new LinkedHashMap<>(seenParts);
    if (read) {
      parts.putAll(realParts);
    }
    return List.copyOf(parts.values());
  }

  private Child observe(Surroundings around) {
    return observe(engine, around);
  }

  private <C extends EngineChild> Child observe(EngineAdapter<C> adapter, Surroundings around) {
    return adapter.observe(adapter.decode(child.orElseThrow()), around);
  }

  /** What the controller would write. */
  JsonObject explained() {
    return new Captured(decidedOn(), realPods.size(), Instant.EPOCH).explain();
  }
}
