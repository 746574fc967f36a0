package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.engine.LeanEvent;
import ai.kubernaut.we.kubernetes.engine.LeanPod;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Job that real controllers wrote, with its pods and Events. */
final class CapturedJob {

  static final Path ROOT = Path.of("src/test/resources/jobs");

  private final JobAdapter adapter = new JobAdapter();
  private final Path folder;

  CapturedJob(String name) {
    folder = ROOT.resolve(name);
  }

  Child observe(JsonObject job, List<LeanPod> pods, List<LeanEvent> events) {
    return adapter.observe(adapter.decode(job), pods, events);
  }

  JsonObject job(String file) {
    if (!file.equals("watch")) {
      return YamlJson.documents(read(file)).get(0).getAsJsonObject();
    }
    List<JsonObject> seen = watched("watch-jobs.jsonl");
    return Json.object(seen.get(seen.size() - 1), "object").orElseThrow();
  }

  List<LeanPod> pods(String file) {
    return items(file).stream().map(LeanPod::decode).toList();
  }

  /** The pods as a watch saw them last, those that are gone among them. */
  List<LeanPod> podsAsWatched() {
    Map<String, LeanPod> pods = new LinkedHashMap<>();
    for (JsonObject event : watched("watch-pods.jsonl")) {
      LeanPod pod = LeanPod.decode(Json.object(event, "object").orElseThrow());
      boolean deleted = Json.string(event, "type").orElse("").equals("DELETED");
      LeanPod seen = pods.containsKey(pod.uid()) ? pod.after(pods.get(pod.uid())) : pod;
      pods.put(pod.uid(), deleted ? seen.asDeleted() : seen);
    }
    return List.copyOf(pods.values());
  }

  List<LeanEvent> events() {
    return items("events.yaml").stream().map(LeanEvent::decode).toList();
  }

  private List<JsonObject> items(String file) {
    if (!Files.exists(folder.resolve(file))) {
      return List.of();
    }
    return YamlJson.documents(read(file)).stream()
        .flatMap(document -> Json.objects(document.getAsJsonObject(), "items").stream())
        .toList();
  }

  private List<JsonObject> watched(String file) {
    List<JsonObject> events = new ArrayList<>();
    read(file).lines().forEach(line -> events.add(Json.parse(line).orElseThrow()));
    return events;
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
