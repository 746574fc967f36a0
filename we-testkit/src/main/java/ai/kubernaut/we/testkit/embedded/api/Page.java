package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import java.util.List;

/**
 * One page of a list.
 *
 * @param revision revision at which the list was true
 * @param objects objects of this page
 * @param continueToken where the next page starts; empty for none
 * @param remaining how many objects follow; -1 when that is not known
 */
public record Page(
    long revision, List<StoredObject> objects, String continueToken, long remaining) {
  public Page {
    objects = List.copyOf(objects);
  }
}
