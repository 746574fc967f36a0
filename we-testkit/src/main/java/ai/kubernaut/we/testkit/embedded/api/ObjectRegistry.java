package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** The verbs on single objects. Every method either answers or throws a {@link Refusal}. */
public final class ObjectRegistry {
  private final Store store;
  private final Intake intake;
  private final Namespaces namespaces;
  private final Quotas quotas;
  private final Updates updates;
  private final Deletions deletions;
  private final CustomDefinitions definitions;
  private final Applies applies;

  public ObjectRegistry(Store store, ResourceTypes types, ModelSchemas models) {
    this.store = store;
    definitions = new CustomDefinitions(store, types);
    intake = new Intake(models);
    namespaces = new Namespaces(store);
    quotas = new Quotas(store);
    updates = new Updates(store, intake);
    deletions = new Deletions(store);
    applies = new Applies(store, intake);
  }

  /**
   * The object.
   *
   * @param resourceVersion at least as fresh as this; empty for the latest
   */
  public Answer get(Place place, String resourceVersion) {
    if (!resourceVersion.matches("\\d{0,18}")) {
      throw Refusal.of(500, "", Revisions.complaint(resourceVersion));
    }
    Revisions.requireReached(Revisions.parse(resourceVersion), store);
    StoredObject found = store.get(place.key()).orElseThrow(() -> Refusal.notFound(place.named()));
    return Updates.shown(200, found, place.type(), List.of());
  }

  /** Creates an object; the name in the place is ignored. */
  public Answer create(Place place, JsonObject body, WriteOptions options) {
    ResourceType type = place.type();
    List<String> warnings = intake.judge(intake.readBody(body, type), type, options);
    String version = Json.text(body, "metadata", "resourceVersion");
    if (version.matches("\\d+") && !version.matches("0+")) {
      throw Refusal.of(500, "", "resourceVersion should not be set on objects to be created");
    }
    return make(place, body, options, warnings);
  }

  private Answer make(Place place, JsonObject body, WriteOptions options, List<String> warnings) {
    ResourceType type = place.type();
    Metadata.stamp(body, place);
    Place named = new Place(type, place.namespace(), Json.text(body, "metadata", "name"));
    if (type.hasStatus()) {
      body.remove("status");
    }
    namespaces.admit(named);
    type.strategy()
        .creationForbidden(body)
        .ifPresent(
            why -> {
              throw Refusal.forbidden(named.named(), why);
            });
    intake.complete(body, type);
    if (options.records()) {
      Json.child(body, "metadata").remove("managedFields");
      intake.managers(type).recordUpdate(new JsonObject(), body, options.manager(), "");
    }
    type.strategy().prepareForCreate(body);
    intake.validate(body, null, type);
    quotas.admit(named);
    return store(named, body, options, warnings);
  }

  private Answer store(Place place, JsonObject body, WriteOptions options, List<String> warnings) {
    Optional<StoredObject> existing = store.get(place.key());
    if (existing.isEmpty() && options.dryRun()) {
      return new Answer(201, Json.bytes(body), warnings);
    }
    JsonObject storage = place.type().strategy().toStorage(body);
    Answer created =
        store
            .create(place.key(), storage)
            .map(version -> Updates.shown(201, version, place.type(), warnings))
            .orElseThrow(() -> taken(place));
    definitions.changed(place, storage);
    return created;
  }

  private Refusal taken(Place place) {
    boolean leaving =
        store
            .get(place.key())
            .map(StoredObject::tree)
            .map(tree -> Json.at(tree, "metadata", "deletionTimestamp"))
            .isPresent();
    return leaving ? Refusal.beingDeleted(place.named()) : Refusal.alreadyExists(place.named());
  }

  /** Changes everything but the status. */
  public Answer update(Place place, Edit edit, WriteOptions options) {
    Answer updated = updates.update(place, false, edit, options);
    if (place.type().collection().equals(CustomDefinitions.COLLECTION)) {
      definitions.changed(place, updated.tree());
    }
    return updated;
  }

  /** Replaces an object; types that allow it are created when missing. */
  public Answer put(Place place, JsonObject body, WriteOptions options) {
    boolean missing = store.get(place.key()).isEmpty();
    if (missing && place.type().strategy().createsOnUpdate()) {
      List<String> warnings =
          intake.judge(intake.readBody(body, place.type()), place.type(), options);
      Metadata.requireName(Json.child(body, "metadata"), place);
      return make(place, body, options, warnings);
    }
    return update(place, Edit.replacement(body), options);
  }

  /**
   * Applies a configuration to the object, or to its status; creates the object when there is none.
   */
  public Answer apply(
      Place place, boolean status, JsonObject config, boolean force, WriteOptions options) {
    return applies.apply(this, place, status, config, force, options);
  }

  /** Changes only the status. */
  public Answer updateStatus(Place place, Edit edit, WriteOptions options) {
    return updates.update(place, true, edit, options);
  }

  public Answer delete(Place place, DeleteOptions options) {
    if (place.type().collection().equals(CustomDefinitions.COLLECTION) && !options.dryRun()) {
      store.get(place.key()).ifPresent(found -> definitions.leaving(found.tree()));
    }
    return deletions.delete(place, options);
  }

  /**
   * Takes the namespace's own finalizers off, which ends its deletion once it has been asked for.
   */
  public Answer finalizeNamespace(Place place, List<String> remaining) {
    StoredObject stored = store.get(place.key()).orElseThrow(() -> Refusal.notFound(place.named()));
    JsonObject tree = stored.tree();
    Json.child(tree, "spec").add("finalizers", Json.element(remaining));
    Optional<StoredObject> written =
        Deletions.isOver(tree, place.type())
            ? store.delete(stored, tree)
            : store.replace(stored, tree);
    return written
        .map(version -> Updates.shown(200, version, place.type(), List.of()))
        .orElseThrow(() -> Refusal.modified(place.named()));
  }

  public Store store() {
    return store;
  }
}
