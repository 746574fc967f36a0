package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.managed.FieldManagers;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import com.google.gson.JsonObject;

/** Server-side apply. */
final class Applies {
  private final Store store;
  private final Intake intake;

  Applies(Store store, Intake intake) {
    this.store = store;
    this.intake = intake;
  }

  Answer apply(
      ObjectRegistry registry,
      Place place,
      boolean status,
      JsonObject config,
      boolean force,
      WriteOptions options) {
    ResourceType type = place.type();
    if (Json.at(config, "metadata", "managedFields") != null) {
      throw Refusal.badRequest("metadata.managedFields must be nil");
    }
    requireType(config, type);
    FieldManagers managers = intake.managers(type);
    managers.requireTyped(config, place.namespace(), place.name());
    JsonObject metadata = Json.child(config, "metadata");
    if (Json.text(metadata, "name").isEmpty()) {
      metadata.addProperty("name", place.name());
    }
    Metadata.requireName(metadata, place);
    Metadata.enterNamespace(metadata, place);
    return store.get(place.key()).isEmpty() && !status
        ? create(registry, place, config, options)
        : merge(registry, place, status, config, force, options);
  }

  private static void requireType(JsonObject config, ResourceType type) {
    String apiVersion = Json.text(config, "apiVersion");
    String kind = Json.text(config, "kind");
    if (!apiVersion.equals(type.apiVersion()) || !kind.equals(type.kind())) {
      throw Refusal.badRequest("invalid object type: " + apiVersion + ", Kind=" + kind);
    }
  }

  private Answer create(
      ObjectRegistry registry, Place place, JsonObject config, WriteOptions options) {
    if (Json.at(config, "metadata", "uid") != null) {
      throw Refusal.conflict(
          place.named(),
          "uid mismatch: the provided object specified uid "
              + Json.text(config, "metadata", "uid")
              + ", and no existing object was found");
    }
    FieldManagers.Applied applied =
        intake.managers(place.type()).apply(new JsonObject(), config, options.manager(), "", true);
    return registry.create(place, applied.withManagedFields(), options.withoutRecord());
  }

  private Answer merge(
      ObjectRegistry registry,
      Place place,
      boolean status,
      JsonObject config,
      boolean force,
      WriteOptions options) {
    FieldManagers managers = intake.managers(place.type());
    Edit edit =
        new Edit() {
          @Override
          public JsonObject apply(JsonObject current) {
            return managers
                .apply(current, config, options.manager(), status ? "status" : "", force)
                .withManagedFields();
          }

          @Override
          public boolean isRaw() {
            return !place.type().custom();
          }
        };
    WriteOptions bare = options.withoutRecord();
    return status ? registry.updateStatus(place, edit, bare) : registry.update(place, edit, bare);
  }
}
