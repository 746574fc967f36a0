package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.store.Change;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.List;

/** Empties namespaces under deletion, and lets them go when nothing is left in them. */
final class NamespaceLifecycle implements Controller {
  private static final String COLLECTION = "/namespaces";

  private final Cluster cluster;

  NamespaceLifecycle(Cluster cluster, ControllerLoop loop) {
    this.cluster = cluster;
    loop.soon(() -> cluster.list(COLLECTION, "").forEach(found -> look(found.key().name())));
  }

  @Override
  public void on(Change change) {
    if (change.key().collection().equals(COLLECTION)) {
      look(change.key().name());
    } else if (change.type() == Change.Type.DELETED && !change.key().namespace().isEmpty()) {
      look(change.key().namespace());
    }
  }

  private void look(String name) {
    ObjectKey key = new ObjectKey(COLLECTION, "", name);
    JsonObject namespace = cluster.get(key).orElse(null);
    if (namespace == null || Json.at(namespace, "metadata", "deletionTimestamp") == null) {
      return;
    }
    if (empty(name)) {
      cluster.finalizeNamespace(key);
    }
  }

  /** Asks every object to go; true when none is left. */
  private boolean empty(String namespace) {
    boolean empty = true;
    for (String collection : namespaced()) {
      for (StoredObject object : cluster.list(collection, namespace)) {
        if (!object.isLeaving()) {
          cluster.delete(object.key(), DeleteOptions.plain().with(Propagation.BACKGROUND));
        }
        empty &= cluster.get(object.key()).isEmpty();
      }
    }
    return empty;
  }

  private List<String> namespaced() {
    return cluster.types().stream()
        .filter(ResourceType::namespaced)
        .map(ResourceType::collection)
        .distinct()
        .toList();
  }
}
