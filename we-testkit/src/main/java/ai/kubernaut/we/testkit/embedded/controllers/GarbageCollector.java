package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.api.DeleteOptions;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import ai.kubernaut.we.testkit.embedded.store.Change;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Deletes what has lost its owners, and carries out foreground and orphan deletions. */
final class GarbageCollector implements Controller {
  private static final String MANAGER = "kube-controller-manager";
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final Cluster cluster;
  private final Map<String, Set<ObjectKey>> dependents = new HashMap<>();
  private final Map<ObjectKey, List<String>> ownersOf = new HashMap<>();

  GarbageCollector(Cluster cluster, ControllerLoop loop) {
    this.cluster = cluster;
    loop.soon(this::readAll);
  }

  private void readAll() {
    cluster.types().stream()
        .map(type -> type.collection())
        .distinct()
        .forEach(collection -> cluster.list(collection, "").forEach(this::remember));
  }

  @Override
  public void on(Change change) {
    StoredObject object = change.after();
    if (change.type() == Change.Type.DELETED) {
      forget(object);
      ownerGone(object.uid());
      return;
    }
    remember(object);
    if (object.isLeaving()) {
      terminating(object.key(), object.tree());
    }
    if (!object.owners().isEmpty()) {
      collectIfOrphaned(object.key());
    }
  }

  private void remember(StoredObject object) {
    List<String> owners = object.owners();
    if (owners.equals(ownersOf.getOrDefault(object.key(), List.of()))) {
      return;
    }
    forget(object);
    ownersOf.put(object.key(), owners);
    owners.forEach(
        owner -> dependents.computeIfAbsent(owner, o -> new TreeSet<>()).add(object.key()));
  }

  private void forget(StoredObject object) {
    List<String> owners = ownersOf.remove(object.key());
    if (owners == null) {
      return;
    }
    for (String owner : owners) {
      Set<ObjectKey> known = dependents.getOrDefault(owner, new TreeSet<>());
      known.remove(object.key());
      if (known.isEmpty()) {
        dependents.remove(owner);
      }
      revisitOwner(object, owner);
    }
  }

  /** A foreground deletion may have waited for this dependent. */
  private void revisitOwner(StoredObject dependent, String ownerUid) {
    for (JsonObject owner : Json.objects(dependent.tree(), "metadata", "ownerReferences")) {
      if (Json.text(owner, "uid").equals(ownerUid)) {
        ObjectKey key = ownerKey(owner, dependent.key().namespace());
        cluster
            .get(key)
            .filter(tree -> Json.text(tree, "metadata", "uid").equals(ownerUid))
            .filter(tree -> Json.at(tree, "metadata", "deletionTimestamp") != null)
            .ifPresent(tree -> terminating(key, tree));
      }
    }
  }

  private ObjectKey ownerKey(JsonObject owner, String namespace) {
    return cluster
        .kind(Json.text(owner, "apiVersion"), Json.text(owner, "kind"))
        .map(type -> type.key(type.namespaced() ? namespace : "", Json.text(owner, "name")))
        .orElse(new ObjectKey("unknown", namespace, Json.text(owner, "name")));
  }

  private void ownerGone(String uid) {
    List.copyOf(dependents.getOrDefault(uid, Set.of())).forEach(this::collectIfOrphaned);
  }

  /**
   * Deletes an object none of whose owners exists; takes missing owners off one that still has
   * some.
   */
  private void collectIfOrphaned(ObjectKey key) {
    JsonObject tree = cluster.get(key).orElse(null);
    if (tree == null || Json.at(tree, "metadata", "deletionTimestamp") != null) {
      return;
    }
    List<JsonObject> owners = Json.objects(tree, "metadata", "ownerReferences");
    long present = owners.stream().filter(owner -> isPresent(owner, key.namespace())).count();
    if (owners.isEmpty() || present == owners.size()) {
      return;
    }
    if (present == 0) {
      DeleteOptions exactly = DeleteOptions.plain().ofUid(Json.text(tree, "metadata", "uid"));
      cluster.delete(key, exactly.with(policyOf(tree)));
    } else {
      keepOwners(key, owner -> isPresent(owner, key.namespace()));
    }
  }

  private static Propagation policyOf(JsonObject tree) {
    List<String> finalizers = Json.strings(tree, "metadata", "finalizers");
    if (finalizers.contains(ORPHAN)) {
      return Propagation.ORPHAN;
    }
    return finalizers.contains(FOREGROUND) ? Propagation.FOREGROUND : Propagation.BACKGROUND;
  }

  private boolean isPresent(JsonObject owner, String namespace) {
    return cluster
        .get(ownerKey(owner, namespace))
        .filter(tree -> Json.text(tree, "metadata", "uid").equals(Json.text(owner, "uid")))
        .isPresent();
  }

  private void terminating(ObjectKey key, JsonObject tree) {
    List<String> finalizers = Json.strings(tree, "metadata", "finalizers");
    if (finalizers.contains(ORPHAN)) {
      orphan(key, Json.text(tree, "metadata", "uid"));
    } else if (finalizers.contains(FOREGROUND)) {
      foreground(key, Json.text(tree, "metadata", "uid"));
    }
  }

  private void orphan(ObjectKey key, String uid) {
    for (ObjectKey dependent : List.copyOf(dependents.getOrDefault(uid, Set.of()))) {
      keepOwners(dependent, owner -> !Json.text(owner, "uid").equals(uid));
    }
    removeFinalizer(key, ORPHAN);
  }

  private void foreground(ObjectKey key, String uid) {
    boolean blocked = false;
    for (ObjectKey dependent : List.copyOf(dependents.getOrDefault(uid, Set.of()))) {
      JsonObject tree = cluster.get(dependent).orElse(null);
      if (tree == null) {
        continue;
      }
      blocked |= blocks(tree, uid);
      if (Json.at(tree, "metadata", "deletionTimestamp") == null) {
        DeleteOptions exactly = DeleteOptions.plain().ofUid(Json.text(tree, "metadata", "uid"));
        cluster.delete(dependent, exactly.with(Propagation.FOREGROUND));
      }
    }
    if (!blocked || dependents.getOrDefault(uid, Set.of()).isEmpty()) {
      removeFinalizer(key, FOREGROUND);
    }
  }

  private static boolean blocks(JsonObject dependent, String uid) {
    return Json.objects(dependent, "metadata", "ownerReferences").stream()
        .anyMatch(
            owner ->
                Json.text(owner, "uid").equals(uid) && Json.isTrue(owner, "blockOwnerDeletion"));
  }

  private void keepOwners(ObjectKey key, java.util.function.Predicate<JsonObject> kept) {
    cluster.update(
        key,
        current -> {
          JsonArray owners = new JsonArray();
          Json.objects(current, "metadata", "ownerReferences").stream()
              .filter(kept)
              .forEach(owners::add);
          Json.child(current, "metadata").add("ownerReferences", owners);
          return current;
        },
        MANAGER);
  }

  private void removeFinalizer(ObjectKey key, String finalizer) {
    cluster.update(
        key,
        current -> {
          JsonElement finalizers = Json.at(current, "metadata", "finalizers");
          if (finalizers != null) {
            finalizers.getAsJsonArray().remove(Json.element(finalizer));
          }
          return current;
        },
        MANAGER);
  }
}
