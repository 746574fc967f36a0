package ai.kubernaut.we.testkit.embedded.store;

import java.util.Comparator;

/**
 * Where an object is stored.
 *
 * @param collection group and plural of its type, for example {@code batch/jobs}
 * @param namespace empty for cluster-scoped objects
 * @param name name of the object
 */
public record ObjectKey(String collection, String namespace, String name)
    implements Comparable<ObjectKey> {
  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::collection)
          .thenComparing(ObjectKey::namespace)
          .thenComparing(ObjectKey::name);

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }
}
