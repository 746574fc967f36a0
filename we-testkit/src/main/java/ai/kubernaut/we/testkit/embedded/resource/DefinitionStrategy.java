package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Custom resource definitions: names filled in, established as soon as they are stored. */
final class DefinitionStrategy implements Strategy {
  private static final List<List<String>> IMMUTABLE =
      List.of(
          List.of("spec", "group"),
          List.of("spec", "scope"),
          List.of("spec", "names", "plural"),
          List.of("spec", "names", "kind"));

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
    rememberStored(definition);
  }

  private static void establish(JsonObject definition) {
    JsonObject status = Json.child(definition, "status");
    String now = Timestamps.now();
    JsonArray conditions = new JsonArray();
    conditions.add(condition("NamesAccepted", "NoConflicts", "no conflicts found", now));
    conditions.add(
        condition(
            "Established", "InitialNamesAccepted", "the initial names have been accepted", now));
    status.add("conditions", conditions);
    status.add("acceptedNames", Json.child(definition, "spec", "names").deepCopy());
    rememberStored(definition);
  }

  /** A version that has ever been the stored one stays listed. */
  private static void rememberStored(JsonObject definition) {
    List<String> stored = new ArrayList<>(Json.strings(definition, "status", "storedVersions"));
    for (JsonObject version : Json.objects(definition, "spec", "versions")) {
      String name = Json.text(version, "name");
      if (Json.isTrue(version, "storage") && !stored.contains(name)) {
        stored.add(name);
      }
    }
    Json.child(definition, "status").add("storedVersions", Json.element(stored));
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
  public List<FieldError> validateUpdate(JsonObject definition, JsonObject old) {
    List<FieldError> errors = new ArrayList<>();
    for (List<String> path : IMMUTABLE) {
      String[] names = path.toArray(String[]::new);
      String now = Json.text(definition, names);
      if (!now.equals(Json.text(old, names))) {
        errors.add(FieldError.invalid(String.join(".", path), now, "field is immutable"));
      }
    }
    return errors;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }
}
