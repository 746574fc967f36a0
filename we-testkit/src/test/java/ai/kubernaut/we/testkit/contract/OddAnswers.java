package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What servers answer to odd requests: recorded from one version, and where current versions are
 * known to deviate, written down with the source.
 */
final class OddAnswers {
  private static final String RECORDED = "v1.20.2";
  private static final String FILE = "odd.record";

  private final JsonObject recorded;
  private final Map<String, JsonObject> current = new HashMap<>();
  private final JsonObject recording = new JsonObject();

  private OddAnswers(JsonObject recorded, JsonElement current) {
    this.recorded = recorded;
    for (JsonElement deviation : current.getAsJsonArray()) {
      this.current.put(Json.text(deviation, "name"), deviation.getAsJsonObject());
    }
  }

  static OddAnswers load() {
    JsonElement recorded = Json.parse(ContractServer.resource("odd/answers-" + RECORDED + ".json"));
    JsonElement current = Yaml.parse(ContractServer.resource("odd/current.yaml"));
    return new OddAnswers(recorded.getAsJsonObject(), current);
  }

  /** Every request of a group that there is an answer to. */
  Set<String> names(String group) {
    return Json.child(recorded, group).keySet();
  }

  List<JsonObject> deviations() {
    return List.copyOf(current.values());
  }

  /** What a server of a minor version should answer. */
  Optional<JsonObject> expected(String group, String request, int minor) {
    JsonObject deviation = current.get(request);
    boolean deviates = deviation != null && minor >= since(deviation);
    return Optional.ofNullable(deviates ? deviation : Json.object(recorded, group, request));
  }

  private static int since(JsonObject deviation) {
    return Integer.parseInt(Json.text(deviation, "since").replaceFirst("^1\\.", ""));
  }

  /** Keeps an answer if answers are to be recorded; whether they are. */
  boolean record(String group, String request, JsonObject answer) {
    Json.child(recording, group).add(request, answer);
    return System.getProperty(FILE) != null;
  }

  /** Writes what has been recorded, if it is to be. */
  void save() {
    String file = System.getProperty(FILE);
    if (file == null) {
      return;
    }
    Gson gson =
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();
    try {
      Files.writeString(Path.of(file), gson.toJson(recording) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
