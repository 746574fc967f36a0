package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.api.Edit;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a controller sees of the cluster and does to it. Objects that are already gone are no
 * errors.
 */
final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final String MANAGER = "kube-controller-manager";

  private final ObjectRegistry registry;
  private final ResourceTypes types;

  Cluster(ObjectRegistry registry, ResourceTypes types) {
    this.registry = registry;
    this.types = types;
  }

  Store store() {
    return registry.store();
  }

  Optional<JsonObject> get(ObjectKey key) {
    return store().get(key).map(StoredObject::tree);
  }

  List<StoredObject> list(String collection, String namespace) {
    return store().list(collection, namespace).objects();
  }

  List<ResourceType> types() {
    return types.all();
  }

  Optional<ResourceType> kind(String apiVersion, String kind) {
    return types.findKind(apiVersion, kind);
  }

  /** Creates an object whose refusal (for example by a terminating namespace) changes nothing. */
  void recordQuietly(String collection, String namespace, JsonObject object) {
    create(collection, namespace, object, MANAGER)
        .ifPresent(refusal -> LOG.debug("not recorded: {}", refusal.getMessage()));
  }

  /** Creates an object; says why when the API refuses it. */
  Optional<Refusal> create(String collection, String namespace, JsonObject object, String as) {
    Optional<ResourceType> type = types.ofCollection(collection);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    try {
      registry.create(new Place(type.get(), namespace, ""), object, WriteOptions.by(as));
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(e);
    }
  }

  void update(ObjectKey key, Edit edit, String as) {
    place(key).ifPresent(p -> tolerant(() -> registry.update(p, edit, WriteOptions.by(as))));
  }

  void updateStatus(ObjectKey key, Edit edit, String as) {
    place(key).ifPresent(p -> tolerant(() -> registry.updateStatus(p, edit, WriteOptions.by(as))));
  }

  /** Writes what no update may change, as the scheduler's binding does. */
  void overwrite(ObjectKey key, Edit edit) {
    boolean done = false;
    while (!done) {
      Optional<StoredObject> current = store().get(key);
      done =
          current.isEmpty()
              || store().replace(current.get(), edit.apply(current.get().tree())).isPresent();
    }
  }

  void delete(ObjectKey key, DeleteOptions options) {
    place(key).ifPresent(p -> tolerant(() -> registry.delete(p, options)));
  }

  void finalizeNamespace(ObjectKey key) {
    place(key).ifPresent(p -> tolerant(() -> registry.finalizeNamespace(p, List.of())));
  }

  private Optional<Place> place(ObjectKey key) {
    return types
        .ofCollection(key.collection())
        .map(type -> new Place(type, key.namespace(), key.name()));
  }

  private static void tolerant(Runnable write) {
    try {
      write.run();
    } catch (Refusal e) {
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
    }
  }
}
