package ai.kubernaut.we.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of object as the API serves it.
 *
 * @param group API group, empty for the core group
 * @param version version within the group, such as {@code v1}
 * @param plural the name used in paths
 * @param kind the name used in objects
 * @param namespaced whether objects of this type live in a namespace
 */
public record ResourceType(
    String group, String version, String plural, String kind, boolean namespaced) {

  public static final ResourceType JOBS = new ResourceType("batch", "v1", "jobs", "Job", true);
  public static final ResourceType PODS = new ResourceType("", "v1", "pods", "Pod", true);
  public static final ResourceType EVENTS = new ResourceType("", "v1", "events", "Event", true);
  public static final ResourceType LEASES =
      new ResourceType("coordination.k8s.io", "v1", "leases", "Lease", true);

  public ResourceType {
    if (version.isEmpty() || plural.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException("version, plural and kind must not be empty");
    }
  }

  /** What objects of this type carry as {@code apiVersion}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** The object of this type with this name; the namespace is empty for cluster-scoped types. */
  public ResourceRef named(String namespace, String name) {
    return new ResourceRef(this, namespace, name);
  }

  /** All objects of this type. */
  public Selection all() {
    return Selection.of(this);
  }

  /** The path of the discovery document that would list this type. */
  List<String> discoveryPath() {
    return group.isEmpty() ? List.of("api", version) : List.of("apis", group, version);
  }

  /** The path of the collection; an empty namespace stands for all of them. */
  List<String> path(String namespace) {
    List<String> path = new ArrayList<>(discoveryPath());
    if (namespaced && !namespace.isEmpty()) {
      path.add("namespaces");
      path.add(namespace);
    }
    path.add(plural);
    return path;
  }
}
