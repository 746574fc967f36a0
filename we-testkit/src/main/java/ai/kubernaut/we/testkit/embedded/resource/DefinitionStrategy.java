package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Custom resource definitions: names filled in, established as soon as they are stored. */
final class DefinitionStrategy implements Strategy {
  @Override
  public void prepareForCreate(JsonObject definition) {
    establish(definition);
  }

  @Override
  public void applyDefaults(JsonObject definition) {
    JsonObject names = Json.child(definition, "spec", "names");
    String kind = Json.text(names, "kind");
    if (!kind.isEmpty()) {
      PodTemplates.preset(names, "singular", kind.toLowerCase(Locale.ROOT));
      PodTemplates.preset(names, "listKind", kind + "List");
    }
    PodTemplates.preset(Json.child(definition, "spec"), "conversion", Json.of("strategy", "None"));
  }

  @Override
  public void prepareForUpdate(JsonObject definition, JsonObject old) {
    if (!Json.child(definition, "spec", "names").equals(Json.child(old, "spec", "names"))) {
      establish(definition);
    }
  }

  private static void establish(JsonObject definition) {
    JsonObject status = Json.child(definition, "status");
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonArray conditions = new JsonArray();
    conditions.add(condition("NamesAccepted", "NoConflicts", "no conflicts found", now));
    conditions.add(
        condition(
            "Established", "InitialNamesAccepted", "the initial names have been accepted", now));
    status.add("conditions", conditions);
    status.add("acceptedNames", Json.child(definition, "spec", "names").deepCopy());
    JsonArray stored = new JsonArray();
    for (JsonObject version : Json.objects(definition, "spec", "versions")) {
      if (Json.isTrue(version, "storage")) {
        stored.add(Json.text(version, "name"));
      }
    }
    status.add("storedVersions", stored);
  }

  private static JsonObject condition(String type, String reason, String message, String now) {
    return Json.of(
        "type", type,
        "status", "True",
        "lastTransitionTime", now,
        "reason", reason,
        "message", message);
  }

  @Override
  public List<FieldError> validate(JsonObject definition) {
    return DefinitionRules.check(definition);
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }
}
