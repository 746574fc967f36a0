package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is served, in one document. */
final class AggregatedDiscovery {
  private static final String GROUP = "apidiscovery.k8s.io";
  private static final String KIND = "APIGroupDiscoveryList";

  private final ResourceTypes types;

  AggregatedDiscovery(ResourceTypes types) {
    this.types = types;
  }

  static boolean isAsked(String accept) {
    return accept.contains("as=" + KIND) && accept.contains("application/json");
  }

  private static String version(String accept) {
    return accept.contains("v=v2;") || accept.contains("v=v2,") || accept.endsWith("v=v2")
        ? "v2"
        : "v2beta1";
  }

  static String contentType(String accept) {
    return "application/json;g=" + GROUP + ";v=" + version(accept) + ";as=" + KIND;
  }

  JsonObject document(boolean core, String accept) {
    Map<String, Map<String, JsonArray>> groups = new LinkedHashMap<>();
    for (ResourceType type : types.all()) {
      if (type.group().isEmpty() == core) {
        groups
            .computeIfAbsent(type.group(), group -> new LinkedHashMap<>())
            .computeIfAbsent(type.version(), version -> new JsonArray())
            .add(resource(type));
      }
    }
    if (!core) {
      Reviews.GROUPS.forEach(group -> groups.put(group, Map.of("v1", reviews(group))));
    }
    JsonArray items = new JsonArray();
    groups.forEach((name, versions) -> items.add(group(name, versions)));
    return Json.of(
        "kind",
        KIND,
        "apiVersion",
        GROUP + "/" + version(accept),
        "metadata",
        new JsonObject(),
        "items",
        items);
  }

  private static JsonObject group(String name, Map<String, JsonArray> versions) {
    JsonArray shown = new JsonArray();
    versions.forEach(
        (version, resources) ->
            shown.add(Json.of("version", version, "resources", resources, "freshness", "Current")));
    JsonObject metadata = name.isEmpty() ? new JsonObject() : Json.of("name", name);
    return Json.of("metadata", metadata, "versions", shown);
  }

  private static JsonObject resource(ResourceType type) {
    JsonArray subresources = new JsonArray();
    type.subresources().stream()
        .sorted()
        .forEach(name -> subresources.add(subresource(type, name)));
    return Json.of(
        "resource",
        type.plural(),
        "responseKind",
        kind(type.group(), type.version(), type.kind()),
        "scope",
        type.namespaced() ? "Namespaced" : "Cluster",
        "singularResource",
        type.names().singular(),
        "verbs",
        type.verbs(),
        "shortNames",
        type.names().shortNames().isEmpty() ? null : type.names().shortNames(),
        "categories",
        type.names().categories().isEmpty() ? null : type.names().categories(),
        "subresources",
        subresources.isEmpty() ? null : subresources);
  }

  private static JsonObject subresource(ResourceType type, String name) {
    boolean eviction = name.equals("eviction");
    JsonObject kind =
        eviction
            ? kind("policy", "v1", "Eviction")
            : kind(type.group(), type.version(), type.kind());
    return Json.of("subresource", name, "responseKind", kind, "verbs", Routes.verbs(name));
  }

  private static JsonArray reviews(String group) {
    JsonArray resources = new JsonArray();
    for (JsonObject review : Reviews.resources(group)) {
      resources.add(
          Json.of(
              "resource", Json.text(review, "name"),
              "responseKind", kind(group, "v1", Json.text(review, "kind")),
              "scope", "Cluster",
              "singularResource", "",
              "verbs", List.of("create")));
    }
    return resources;
  }

  private static JsonObject kind(String group, String version, String kind) {
    return Json.of("group", group, "version", version, "kind", kind);
  }
}
