package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.schema.Schema;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The types that a custom resource definition declares. */
public final class CustomTypes {
  private CustomTypes() {}

  /** Where the objects of a definition are stored. */
  public static String collection(JsonObject definition) {
    return Json.text(definition, "spec", "group")
        + "/"
        + Json.text(definition, "spec", "names", "plural");
  }

  /** One type for each served version. */
  public static List<ResourceType> of(JsonObject definition) {
    List<JsonObject> versions = Json.objects(definition, "spec", "versions");
    String stored =
        versions.stream()
            .filter(version -> Json.isTrue(version, "storage"))
            .map(version -> Json.text(version, "name"))
            .findFirst()
            .orElse("");
    return versions.stream()
        .filter(version -> Json.isTrue(version, "served"))
        .map(version -> type(definition, version, stored))
        .toList();
  }

  private static ResourceType type(JsonObject definition, JsonObject version, String stored) {
    String group = Json.text(definition, "spec", "group");
    String name = Json.text(version, "name");
    Set<String> subresources = subresources(version);
    List<String> fields =
        Json.objects(version, "selectableFields").stream().map(CustomStrategy::fieldName).toList();
    return new ResourceType(
        group,
        name,
        names(definition),
        Json.text(definition, "spec", "scope").equals("Namespaced"),
        subresources,
        collection(definition),
        schema(version),
        new CustomStrategy(
            group + "/" + name, group + "/" + stored, subresources.contains("status"), fields),
        columns(version),
        true);
  }

  private static Set<String> subresources(JsonObject version) {
    JsonObject declared = Json.object(version, "subresources");
    boolean status = declared != null && declared.has("status");
    return status ? Set.of("status") : Set.of();
  }

  private static Schema schema(JsonObject version) {
    JsonObject declared = Json.object(version, "schema", "openAPIV3Schema");
    return declared == null ? Schema.anything() : Schema.of(declared);
  }

  private static Names names(JsonObject definition) {
    JsonObject names = Json.child(definition, "spec", "names");
    return new Names(
        Json.text(names, "kind"),
        Json.text(names, "listKind"),
        Json.text(names, "plural"),
        Json.text(names, "singular"),
        Json.strings(names, "shortNames"),
        Json.strings(names, "categories"));
  }

  private static List<Column> columns(JsonObject version) {
    List<JsonObject> declared = Json.objects(version, "additionalPrinterColumns");
    if (declared.isEmpty()) {
      return Columns.PLAIN;
    }
    List<Column> columns = new ArrayList<>(List.of(Columns.NAME));
    declared.forEach(column -> columns.add(column(column)));
    return columns;
  }

  private static Column column(JsonObject declared) {
    JsonPathCell path = new JsonPathCell(Json.text(declared, "jsonPath"));
    String type = Json.text(declared, "type");
    return new Column(
        Json.text(declared, "name"),
        type,
        Json.text(declared, "format"),
        description(declared),
        (int) Json.number(declared, 0, "priority"),
        (object, now) -> cell(path.find(object), type, now));
  }

  private static String description(JsonObject column) {
    String said = Json.text(column, "description");
    return said.isEmpty()
        ? "Custom resource definition column (in JSONPath format): " + Json.text(column, "jsonPath")
        : said;
  }

  private static JsonElement cell(List<JsonElement> found, String type, Instant now) {
    if (found.isEmpty()) {
      return JsonNull.INSTANCE;
    }
    JsonElement value = found.get(0);
    if (type.equals("date")) {
      return new JsonPrimitive(
          value.isJsonPrimitive() ? Ages.since(value.getAsString(), now) : "<invalid>");
    }
    boolean scalar = value.isJsonPrimitive();
    if (type.equals("string") && !(scalar && Json.isString(value))) {
      return new JsonPrimitive(Json.write(value));
    }
    return value;
  }
}
