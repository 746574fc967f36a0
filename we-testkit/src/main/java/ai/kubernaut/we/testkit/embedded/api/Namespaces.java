package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;

/** Lets objects into namespaces that exist and are not on their way out. */
final class Namespaces {
  private final Store store;

  Namespaces(Store store) {
    this.store = store;
  }

  void admit(Place place) {
    if (!place.type().namespaced()) {
      return;
    }
    ObjectKey key = new ObjectKey("/namespaces", "", place.namespace());
    StoredObject namespace =
        store
            .get(key)
            .orElseThrow(
                () ->
                    Refusal.notFound(new Named("", "namespaces", "Namespace", place.namespace())));
    if (namespace.isLeaving()) {
      throw Refusal.namespaceTerminating(place.named(), place.namespace());
    }
  }
}
