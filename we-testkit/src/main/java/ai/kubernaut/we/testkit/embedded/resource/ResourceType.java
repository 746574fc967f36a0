package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.schema.Schema;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import java.util.List;
import java.util.Set;

/**
 * One served version of one type.
 *
 * @param group API group; empty for the core group
 * @param version served version
 * @param names what it is called
 * @param namespaced whether its objects live in namespaces
 * @param subresources for example {@code status}
 * @param collection where its objects are stored
 * @param schema shape of its objects
 * @param strategy what is special about it
 * @param columns what kubectl prints
 * @param custom whether a custom resource definition declared it
 */
public record ResourceType(
    String group,
    String version,
    Names names,
    boolean namespaced,
    Set<String> subresources,
    String collection,
    Schema schema,
    Strategy strategy,
    List<Column> columns,
    boolean custom) {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> WITHOUT_COLLECTIONS =
      List.of("create", "delete", "get", "list", "patch", "update", "watch");

  public ResourceType {
    subresources = Set.copyOf(subresources);
    columns = List.copyOf(columns);
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public String kind() {
    return names.kind();
  }

  public String plural() {
    return names.plural();
  }

  /** What can be done with its objects. */
  public List<String> verbs() {
    return strategy.deletesCollections() ? VERBS : WITHOUT_COLLECTIONS;
  }

  public boolean hasStatus() {
    return subresources.contains("status");
  }

  /** How answers speak of an object of this type. */
  public Named named(String name) {
    return new Named(group, plural(), kind(), name);
  }

  public ObjectKey key(String namespace, String name) {
    return new ObjectKey(collection, namespace, name);
  }
}
