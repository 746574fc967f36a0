package ai.kubernaut.we.testkit.embedded.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types served right now. A snapshot is replaced whole, so that readers need no lock. */
public final class ResourceTypes {
  private volatile Map<String, ResourceType> byPath;

  public ResourceTypes(Collection<ResourceType> types) {
    Map<String, ResourceType> map = new LinkedHashMap<>();
    types.forEach(type -> map.put(path(type), type));
    byPath = map;
  }

  public Optional<ResourceType> find(String group, String version, String plural) {
    return Optional.ofNullable(byPath.get(path(group, version, plural)));
  }

  /** A type by kind, as owner references name it. */
  public Optional<ResourceType> findKind(String apiVersion, String kind) {
    return byPath.values().stream()
        .filter(type -> type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
        .findFirst();
  }

  /** Any served version of the type that is stored in a collection. */
  public Optional<ResourceType> ofCollection(String collection) {
    return byPath.values().stream()
        .filter(type -> type.collection().equals(collection) && type.strategy().isStorageForm())
        .findFirst();
  }

  /** All types in the order in which they were added. */
  public List<ResourceType> all() {
    return List.copyOf(byPath.values());
  }

  /** All types of a group and version. */
  public List<ResourceType> of(String group, String version) {
    return byPath.values().stream()
        .filter(type -> type.group().equals(group) && type.version().equals(version))
        .toList();
  }

  /** Replaces all custom types of a collection. */
  public synchronized void serve(String collection, List<ResourceType> versions) {
    Map<String, ResourceType> map = new LinkedHashMap<>();
    for (ResourceType type : new ArrayList<>(byPath.values())) {
      if (!type.custom() || !type.collection().equals(collection)) {
        map.put(path(type), type);
      }
    }
    versions.forEach(type -> map.put(path(type), type));
    byPath = map;
  }

  private static String path(ResourceType type) {
    return path(type.group(), type.version(), type.plural());
  }

  private static String path(String group, String version, String plural) {
    return group + "/" + version + "/" + plural;
  }
}
