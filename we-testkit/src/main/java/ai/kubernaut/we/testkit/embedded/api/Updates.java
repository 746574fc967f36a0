package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Changes of existing objects: optimistic locking, generation, finalizers, the end of a deletion.
 */
final class Updates {
  private final Store store;
  private final Intake intake;

  Updates(Store store, Intake intake) {
    this.store = store;
    this.intake = intake;
  }

  /**
   * Applies an edit to the current state.
   *
   * @param status whether only the status may change
   */
  Answer update(Place place, boolean status, Edit edit, WriteOptions options) {
    while (true) {
      StoredObject stored =
          store.get(place.key()).orElseThrow(() -> Refusal.notFound(place.named()));
      Optional<Answer> answer = attempt(place, status, edit, options, stored);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private Optional<Answer> attempt(
      Place place, boolean status, Edit edit, WriteOptions options, StoredObject stored) {
    ResourceType type = place.type();
    JsonObject old = type.strategy().fromStorage(stored.tree());
    JsonObject next = edit.apply(old.deepCopy());
    List<String> warnings = read(next, type, edit, options);
    JsonObject metadata = Json.child(next, "metadata");
    Metadata.requireName(metadata, place);
    Metadata.enterNamespace(metadata, place);
    Freshness.require(next, old, place);
    if (edit.namesTheObject()) {
      Metadata.requireIdentity(metadata, old, place);
    }
    List<FieldError> errors = new ArrayList<>(Metadata.carryOver(next, old));
    JsonObject merged = status ? Parts.statusOf(next, old, type) : Parts.mainOf(next, old, type);
    finish(merged, old, status, type, errors);
    if (options.records()) {
      record(merged, old, status, type, options);
    }
    Json.child(merged, "metadata")
        .add("resourceVersion", Json.child(old, "metadata").get("resourceVersion"));
    if (merged.equals(old)) {
      return Optional.of(shown(200, old, stored, type, warnings));
    }
    return write(place, merged, stored, options, warnings);
  }

  private List<String> read(JsonObject next, ResourceType type, Edit edit, WriteOptions options) {
    if (!edit.isRaw()) {
      return List.of();
    }
    try {
      List<String> unknown =
          edit.namesTheObject() ? intake.readBody(next, type) : intake.read(next, type);
      return intake.judge(unknown, type, options);
    } catch (Refusal e) {
      throw edit.unreadable(next, e);
    }
  }

  private void record(
      JsonObject merged, JsonObject old, boolean status, ResourceType type, WriteOptions options) {
    restoreIfMissing(merged, old);
    if (!sameBut(merged, old)) {
      String part = status ? "status" : "";
      intake.managers(type).recordUpdate(old, merged, options.manager(), part);
    }
  }

  /** A write that says nothing of managed fields leaves them. */
  private static void restoreIfMissing(JsonObject merged, JsonObject old) {
    JsonElement fields = Json.at(old, "metadata", "managedFields");
    if (fields != null && Json.at(merged, "metadata", "managedFields") == null) {
      Json.child(merged, "metadata").add("managedFields", fields);
    }
  }

  /** Whether nothing but the version differs. */
  private static boolean sameBut(JsonObject merged, JsonObject old) {
    JsonElement now = Json.at(merged, "metadata", "resourceVersion");
    Json.child(merged, "metadata")
        .add("resourceVersion", Json.child(old, "metadata").get("resourceVersion"));
    boolean same = merged.equals(old);
    if (now != null) {
      Json.child(merged, "metadata").add("resourceVersion", now);
    }
    return same;
  }

  private void finish(
      JsonObject merged,
      JsonObject old,
      boolean status,
      ResourceType type,
      List<FieldError> errors) {
    intake.complete(merged, type);
    raiseGenerationIfChanged(merged, old, type);
    errors.addAll(Metadata.checkFinalizers(merged, old));
    errors.addAll(
        status
            ? type.strategy().validateStatusUpdate(merged, old)
            : type.strategy().validateUpdate(merged, old));
    Intake.refuse(errors, merged, type);
    intake.validate(merged, old, type);
  }

  private static void raiseGenerationIfChanged(
      JsonObject merged, JsonObject old, ResourceType type) {
    JsonElement now = type.strategy().desiredState(merged);
    if (type.strategy().hasGeneration()
        && !Objects.equals(now, type.strategy().desiredState(old))) {
      Metadata.raiseGeneration(merged);
    }
  }

  private Optional<Answer> write(
      Place place,
      JsonObject merged,
      StoredObject stored,
      WriteOptions options,
      List<String> warnings) {
    ResourceType type = place.type();
    if (options.dryRun()) {
      return Optional.of(new Answer(200, Json.bytes(merged), warnings));
    }
    if (Deletions.isOver(merged, type)) {
      // The last state that watchers see is the one before this write.
      return store
          .delete(stored, stored.tree())
          .map(version -> new Answer(200, Json.bytes(merged), warnings));
    }
    return store
        .replace(stored, type.strategy().toStorage(merged.deepCopy()))
        .map(version -> shown(200, version, type, warnings));
  }

  private static Answer shown(
      int code, JsonObject tree, StoredObject stored, ResourceType type, List<String> warnings) {
    byte[] json = type.strategy().isStorageForm() ? stored.json() : Json.bytes(tree);
    return new Answer(code, json, warnings);
  }

  /** An answer with a stored version as its type shows it. */
  static Answer shown(int code, StoredObject version, ResourceType type, List<String> warnings) {
    byte[] json =
        type.strategy().isStorageForm()
            ? version.json()
            : Json.bytes(type.strategy().fromStorage(version.tree()));
    return new Answer(code, json, warnings);
  }
}
