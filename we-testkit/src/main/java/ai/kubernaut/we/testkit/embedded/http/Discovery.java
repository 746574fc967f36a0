package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is served, as clients discover it group by group. */
final class Discovery {
  private final ResourceTypes types;
  private final String address;

  Discovery(ResourceTypes types, String address) {
    this.types = types;
    this.address = address;
  }

  JsonObject coreVersions() {
    return Json.of(
        "kind", "APIVersions",
        "versions", Json.array("v1"),
        "serverAddressByClientCIDRs",
            Json.array(Json.of("clientCIDR", "0.0.0.0/0", "serverAddress", address)));
  }

  JsonObject groups() {
    JsonArray groups = new JsonArray();
    groupVersions().forEach((name, versions) -> groups.add(group(name, versions)));
    return Json.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
  }

  Optional<JsonObject> group(String name) {
    List<String> versions = groupVersions().get(name);
    if (versions == null) {
      return Optional.empty();
    }
    JsonObject group = Json.of("kind", "APIGroup", "apiVersion", "v1");
    group(name, versions).entrySet().forEach(e -> group.add(e.getKey(), e.getValue()));
    return Optional.of(group);
  }

  boolean hasVersion(String group, String version) {
    return group.isEmpty()
        ? version.equals("v1")
        : groupVersions().getOrDefault(group, List.of()).contains(version);
  }

  private Map<String, List<String>> groupVersions() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (ResourceType type : types.all()) {
      if (!type.group().isEmpty()) {
        List<String> versions = groups.computeIfAbsent(type.group(), g -> new ArrayList<>());
        if (!versions.contains(type.version())) {
          versions.add(type.version());
        }
      }
    }
    Reviews.GROUPS.forEach(group -> groups.put(group, List.of("v1")));
    return groups;
  }

  private static JsonObject group(String name, List<String> versions) {
    JsonArray shown = new JsonArray();
    versions.forEach(version -> shown.add(groupVersion(name, version)));
    return Json.of(
        "name", name,
        "versions", shown,
        "preferredVersion", groupVersion(name, versions.get(0)));
  }

  private static JsonObject groupVersion(String group, String version) {
    return Json.of("groupVersion", group + "/" + version, "version", version);
  }

  /** The resources of one group and version. */
  JsonObject resources(String group, String version) {
    JsonArray resources = new JsonArray();
    for (ResourceType type : types.of(group, version)) {
      resources.add(resource(type));
      type.subresources().stream().sorted().forEach(sub -> resources.add(subresource(type, sub)));
    }
    Reviews.resources(group).forEach(resources::add);
    return Json.of(
        "kind",
        "APIResourceList",
        "apiVersion",
        "v1",
        "groupVersion",
        group.isEmpty() ? version : group + "/" + version,
        "resources",
        resources);
  }

  private static JsonObject resource(ResourceType type) {
    return Json.of(
        "name", type.plural(),
        "singularName", type.names().singular(),
        "namespaced", type.namespaced(),
        "kind", type.kind(),
        "verbs", type.verbs(),
        "shortNames", type.names().shortNames().isEmpty() ? null : type.names().shortNames(),
        "categories", type.names().categories().isEmpty() ? null : type.names().categories());
  }

  private static JsonObject subresource(ResourceType type, String name) {
    boolean eviction = name.equals("eviction");
    return Json.of(
        "name",
        type.plural() + "/" + name,
        "singularName",
        "",
        "namespaced",
        type.namespaced(),
        "group",
        eviction ? "policy" : null,
        "version",
        eviction ? "v1" : null,
        "kind",
        eviction ? "Eviction" : type.kind(),
        "verbs",
        Routes.verbs(name));
  }
}
