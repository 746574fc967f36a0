package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The OpenAPI documents of what is served, in version 3 by group and in version 2 as a whole. */
final class OpenApi {
  private static final String V3_REFERENCE = "#/components/schemas/";
  private static final String V2_REFERENCE = "#/definitions/";

  private final ResourceTypes types;
  private final ModelSchemas models;

  OpenApi(ResourceTypes types, ModelSchemas models) {
    this.types = types;
    this.models = models;
  }

  /** Where the document of each group and version is. */
  JsonObject index() {
    JsonObject paths = new JsonObject();
    for (ResourceType type : types.all()) {
      String path = path(type);
      String hash = Integer.toHexString(types.of(type.group(), type.version()).hashCode());
      paths.add(path, Json.of("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash));
    }
    return Json.of("paths", paths);
  }

  private static String path(ResourceType type) {
    return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
  }

  /** The document of one group and version, by its path in the index. */
  Optional<JsonObject> document(String path) {
    List<ResourceType> served =
        types.all().stream().filter(type -> path(type).equals(path)).toList();
    if (served.isEmpty()) {
      return Optional.empty();
    }
    JsonObject document = Json.of("openapi", "3.0.0", "info", info());
    document.add("paths", paths(served));
    document.add("components", Json.of("schemas", schemas(served, V3_REFERENCE)));
    return Optional.of(document);
  }

  /** Everything in one Swagger document. */
  JsonObject swagger() {
    JsonObject document = Json.of("swagger", "2.0", "info", info());
    document.add("paths", paths(types.all()));
    document.add("definitions", schemas(types.all(), V2_REFERENCE));
    return document;
  }

  private static JsonObject info() {
    return Json.of("title", "Kubernetes", "version", Versions.GIT_VERSION);
  }

  private static JsonObject paths(List<ResourceType> served) {
    JsonObject paths = new JsonObject();
    for (ResourceType type : served) {
      String scope = type.namespaced() ? "/namespaces/{namespace}/" : "/";
      String collection = "/" + path(type) + scope + type.plural();
      paths.add(collection, operations(type, List.of("get", "post", "delete")));
      paths.add(collection + "/{name}", operations(type, List.of("get", "put", "patch", "delete")));
      if (type.hasStatus()) {
        paths.add(collection + "/{name}/status", operations(type, List.of("get", "put", "patch")));
      }
    }
    return paths;
  }

  private static JsonObject operations(ResourceType type, List<String> methods) {
    JsonObject operations = new JsonObject();
    for (String method : methods) {
      operations.add(
          method,
          Json.of(
              "parameters", parameters(method),
              "responses", Json.of("200", Json.of("description", "OK")),
              "x-kubernetes-action", method,
              "x-kubernetes-group-version-kind", kind(type)));
    }
    return operations;
  }

  private static JsonArray parameters(String method) {
    JsonArray parameters = new JsonArray();
    List<String> names =
        method.equals("get")
            ? List.of("labelSelector", "fieldSelector", "watch", "limit")
            : List.of("dryRun", "fieldManager", "fieldValidation");
    for (String name : names) {
      parameters.add(Json.of("name", name, "in", "query", "schema", Json.of("type", "string")));
    }
    return parameters;
  }

  private static JsonObject kind(ResourceType type) {
    return Json.of("group", type.group(), "version", type.version(), "kind", type.kind());
  }

  private JsonObject schemas(List<ResourceType> served, String reference) {
    Map<String, JsonObject> collected = new TreeMap<>();
    for (ResourceType type : served) {
      JsonObject schema = rooted(type);
      collected.put(name(type), schema);
      collectReferences(schema, collected);
    }
    JsonObject schemas = new JsonObject();
    collected.forEach((name, schema) -> schemas.add(name, schema));
    return reference.equals(V3_REFERENCE)
        ? schemas
        : Json.parse(Json.write(schemas).replace(V3_REFERENCE, reference)).getAsJsonObject();
  }

  private static String name(ResourceType type) {
    return (type.group().isEmpty() ? "core" : type.group())
        + "."
        + type.version()
        + "."
        + type.kind();
  }

  private static JsonObject rooted(ResourceType type) {
    JsonObject schema = type.schema().source().deepCopy();
    JsonObject properties = Json.child(schema, "properties");
    properties.add("apiVersion", Json.of("type", "string"));
    properties.add("kind", Json.of("type", "string"));
    properties.add("metadata", Json.of("$ref", V3_REFERENCE + "V1ObjectMeta"));
    schema.add("x-kubernetes-group-version-kind", Json.array(kind(type)));
    return schema;
  }

  private void collectReferences(JsonElement schema, Map<String, JsonObject> collected) {
    if (schema.isJsonArray()) {
      schema.getAsJsonArray().forEach(item -> collectReferences(item, collected));
      return;
    }
    if (!schema.isJsonObject()) {
      return;
    }
    String reference = Json.text(schema, "$ref");
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    if (!name.isEmpty() && !collected.containsKey(name)) {
      JsonObject definition = models.source(name);
      collected.put(name, definition);
      collectReferences(definition, collected);
    }
    schema
        .getAsJsonObject()
        .entrySet()
        .forEach(member -> collectReferences(member.getValue(), collected));
  }
}
