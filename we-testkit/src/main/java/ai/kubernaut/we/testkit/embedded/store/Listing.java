package ai.kubernaut.we.testkit.embedded.store;

import java.util.List;

/**
 * The objects of a collection at one revision, ordered by namespace and name.
 *
 * @param revision the revision at which exactly these objects existed
 * @param objects the objects
 */
public record Listing(long revision, List<StoredObject> objects) {
  public Listing {
    objects = List.copyOf(objects);
  }
}
