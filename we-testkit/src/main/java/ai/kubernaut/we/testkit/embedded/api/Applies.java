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
    java.util.List<String> unknown = intake.normalise(config, type);
    java.util.List<String> warnings = intake.judge(unknown, type, options);
    JsonObject metadata = Json.child(config, "metadata");
    if (metadata.has("managedFields")) {
      throw Refusal.badRequest("metadata.managedFields must be nil");
    }
    if (Json.text(metadata, "name").isEmpty()) {
      metadata.addProperty("name", place.name());
    }
    Metadata.requireName(metadata, place);
    Metadata.enterNamespace(metadata, place);
    Answer answer =
        store.get(place.key()).isEmpty() && !status
            ? create(registry, place, config, options)
            : merge(registry, place, status, config, force, options);
    for (String warning : warnings) {
      answer = answer.warning(warning);
    }
    return answer;
  }

  private Answer create(
      ObjectRegistry registry, Place place, JsonObject config, WriteOptions options) {
    FieldManagers managers = intake.managers(place.type());
    FieldManagers.Applied applied =
        managers.apply(new JsonObject(), config, options.manager(), "", true);
    JsonObject object = applied.object();
    Json.child(object, "metadata").add("managedFields", Json.element(applied.managedFields()));
    return registry.create(place, object, options.withoutRecord());
  }

  private Answer merge(
      ObjectRegistry registry,
      Place place,
      boolean status,
      JsonObject config,
      boolean force,
      WriteOptions options) {
    FieldManagers managers = intake.managers(place.type());
    String part = status ? "status" : "";
    Edit edit =
        current -> {
          FieldManagers.Applied applied =
              managers.apply(current, config, options.manager(), part, force);
          JsonObject object = applied.object();
          Json.child(object, "metadata")
              .add("managedFields", Json.element(applied.managedFields()));
          return object;
        };
    WriteOptions bare = options.withoutRecord();
    return status ? registry.updateStatus(place, edit, bare) : registry.update(place, edit, bare);
  }
}
