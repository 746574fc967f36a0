package ai.kubernaut.we.controller;

import ai.kubernaut.we.core.child.Child;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Captured objects, sorted by what they tell. */
final class CapturedObjects {

  private static final List<EngineAdapter<?>> ENGINES =
      List.of(new JobAdapter(), new TektonAdapter());

  private final Map<String, JsonObject> latest = new LinkedHashMap<>();
  private final Map<String, LeanPod> pods = new LinkedHashMap<>();
  private final List<LeanEvent> events = new ArrayList<>();
  private boolean gone;

  private CapturedObjects() {}

  static CapturedObjects of(List<JsonObject> objects) {
    CapturedObjects captured = new CapturedObjects();
    objects.stream()
        .sorted(Comparator.comparingLong(CapturedObjects::version))
        .forEach(captured::add);
    return captured;
  }

  private void add(JsonObject object) {
    switch (kind(object)) {
      case "Pod" -> {
        LeanPod pod = LeanPod.decode(object);
        pods.merge(pod.uid(), pod, (before, now) -> now.after(before));
      }
      case "Event" -> events.add(LeanEvent.decode(object));
      case "Status" -> gone |= Json.string(object, "reason").orElse("").equals("NotFound");
      default -> latest.put(kind(object) + " " + text(object, "uid"), object);
    }
  }

  Captured captured() {
    List<JsonObject> children =
        latest.values().stream().filter(o -> engineOf(o).isPresent()).toList();
    if (children.size() > 1) {
      throw new IllegalArgumentException(
          "there are %d Jobs and PipelineRuns; give one at a time".formatted(children.size()));
    }
    if (children.isEmpty() && !gone) {
      throw new IllegalArgumentException(
          "there is no Job and no PipelineRun; give one, or the Status that it is not found");
    }
    return children.stream()
        .findFirst()
        .map(this::captured)
        .orElseGet(() -> new Captured(Optional.empty(), pods.size(), Instant.EPOCH));
  }

  private Captured captured(JsonObject object) {
    EngineAdapter<?> engine = engineOf(object).orElseThrow();
    return new Captured(Optional.of(observe(engine, object)), pods.size(), start(object));
  }

  private <C extends EngineChild> Child observe(EngineAdapter<C> engine, JsonObject object) {
    C child = engine.decode(object);
    return engine.observe(
        child, new Surroundings(parts(engine, child), List.copyOf(pods.values()), events));
  }

  private <C extends EngineChild> List<EnginePart> parts(EngineAdapter<C> engine, C child) {
    Stream<EnginePart> watched =
        engine.parts().stream()
            .flatMap(part -> objects(part.type().kind()).map(part.decoder()::decode));
    Stream<EnginePart> named =
        engine.unwatched(child).stream()
            .flatMap(
                part ->
                    objects(part.ref().type().kind())
                        .filter(o -> text(o, "name").equals(part.ref().name()))
                        .map(part.decoder()::decode));
    return Stream.concat(watched, named).toList();
  }

  private Stream<JsonObject> objects(String kind) {
    return latest.values().stream().filter(o -> kind(o).equals(kind));
  }

  private static Instant start(JsonObject object) {
    return Stream.<Function<JsonObject, Optional<Instant>>>of(
            o -> Json.time(o, "status", "startTime"),
            o -> Json.time(o, "metadata", "creationTimestamp"))
        .flatMap(time -> time.apply(object).stream())
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private static Optional<EngineAdapter<?>> engineOf(JsonObject object) {
    return ENGINES.stream().filter(engine -> engine.type().kind().equals(kind(object))).findFirst();
  }

  private static String kind(JsonObject object) {
    return Json.string(object, "kind").orElse("");
  }

  /** A version that is no number says nothing of its order. */
  private static long version(JsonObject object) {
    String version = text(object, "resourceVersion");
    return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
  }

  private static String text(JsonObject object, String field) {
    return Json.string(object, "metadata", field).orElse("");
  }
}
