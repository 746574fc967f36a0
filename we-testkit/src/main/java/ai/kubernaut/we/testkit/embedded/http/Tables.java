package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.Column;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/** Objects as the table that kubectl prints, or as nothing but their metadata. */
final class Tables {
  private static final String META = "meta.k8s.io/";

  private Tables() {}

  /**
   * @param include {@code None}, {@code Metadata} or {@code Object}: what each row carries of its
   *     object
   */
  static JsonObject table(
      ResourceType type,
      List<JsonObject> objects,
      JsonElement metadata,
      String version,
      String include) {
    JsonArray definitions = new JsonArray();
    type.columns().forEach(column -> definitions.add(definition(column)));
    JsonArray rows = new JsonArray();
    Instant now = Instant.now();
    objects.forEach(object -> rows.add(row(type, object, now, version, include)));
    return Json.of(
        "kind", "Table",
        "apiVersion", META + version,
        "metadata", metadata,
        "columnDefinitions", definitions,
        "rows", rows);
  }

  private static JsonObject definition(Column column) {
    return Json.of(
        "name", column.name(),
        "type", column.type(),
        "format", column.format(),
        "description", column.description(),
        "priority", column.priority());
  }

  private static JsonObject row(
      ResourceType type, JsonObject object, Instant now, String version, String include) {
    JsonArray cells = new JsonArray();
    JsonObject stored = type.strategy().toStorage(object.deepCopy());
    type.columns().forEach(column -> cells.add(column.cell().of(stored, now)));
    JsonElement shown =
        switch (include) {
          case "None" -> JsonNull.INSTANCE;
          case "Object" -> object;
          default -> partial(object, version);
        };
    return Json.of("cells", cells, "object", shown);
  }

  static JsonObject partial(JsonObject object, String version) {
    return Json.of(
        "kind",
        "PartialObjectMetadata",
        "apiVersion",
        META + version,
        "metadata",
        Json.child(object, "metadata"));
  }

  static JsonObject partialList(List<JsonObject> objects, JsonElement metadata, String version) {
    JsonArray items = new JsonArray();
    objects.forEach(object -> items.add(partial(object, version)));
    return Json.of(
        "kind",
        "PartialObjectMetadataList",
        "apiVersion",
        META + version,
        "metadata",
        metadata,
        "items",
        items);
  }
}
