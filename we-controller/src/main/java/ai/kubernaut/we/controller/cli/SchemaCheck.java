package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the names of fields in a manifest with the schema of the CRD: those that it does not
 * know, which a server would drop, and those that it requires.
 */
final class SchemaCheck {

  private static final Set<String> METADATA =
      Set.of(
          "annotations",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generateName",
          "generation",
          "labels",
          "managedFields",
          "name",
          "namespace",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  /**
   * One field that is there, or is not there, against the schema.
   *
   * @param path such as {@code spec.workflowRef.version}
   */
  record Finding(String path, String message) {
    @Override
    public String toString() {
      return path + ": " + message;
    }
  }

  private final List<Finding> findings = new ArrayList<>();

  private SchemaCheck() {}

  /** What is unknown or missing, in the order of the manifest. */
  static List<Finding> of(JsonObject manifest) {
    SchemaCheck check = new SchemaCheck();
    Json.object(manifest, "metadata").ifPresent(check::metadata);
    check.value("", manifest, schema());
    return List.copyOf(check.findings);
  }

  private static JsonObject schema() {
    JsonObject definition =
        YamlJson.documents(CustomResourceDefinition.yaml()).get(0).getAsJsonObject();
    return Json.object(
            Json.objects(definition, "spec", "versions").get(0), "schema", "openAPIV3Schema")
        .orElseThrow();
  }

  private void metadata(JsonObject metadata) {
    metadata.keySet().forEach(name -> known("metadata", name, METADATA));
  }

  private void value(String path, JsonElement value, JsonObject schema) {
    Optional<JsonObject> items = Json.object(schema, "items");
    if (value.isJsonArray() && items.isPresent()) {
      int index = 0;
      for (JsonElement item : value.getAsJsonArray()) {
        value("%s[%d]".formatted(path, index++), item, items.get());
      }
    } else if (value.isJsonObject()) {
      Json.object(schema, "properties")
          .ifPresent(properties -> object(path, value.getAsJsonObject(), schema, properties));
    }
  }

  private void object(String path, JsonObject value, JsonObject schema, JsonObject properties) {
    value
        .asMap()
        .forEach(
            (name, child) -> {
              if (known(path, name, properties.keySet())) {
                value(join(path, name), child, properties.getAsJsonObject(name));
              }
            });
    Json.strings(schema, "required").stream()
        .filter(name -> Json.at(value, name).isEmpty())
        .forEach(
            name -> add(join(path, name), "it is missing; it says: " + describe(properties, name)));
  }

  private boolean known(String path, String name, Set<String> names) {
    if (names.contains(name)) {
      return true;
    }
    String advice =
        NearestName.to(name, names)
            .map("did you mean %s?"::formatted)
            .orElseGet(() -> "known here: " + String.join(", ", names.stream().sorted().toList()));
    add(join(path, name), "unknown field; " + advice);
    return false;
  }

  private static String describe(JsonObject properties, String name) {
    return Json.string(properties, name, "description").orElse("(nothing is known of it)");
  }

  private void add(String path, String message) {
    findings.add(new Finding(path, message));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
