package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is special about one type. All methods have the behaviour of a type about which nothing is.
 */
public interface Strategy {
  /** Nothing special. */
  Strategy PLAIN = new Strategy() {};

  /** Completes an object before it is stored for the first time; its uid is set. */
  default void prepareForCreate(JsonObject object) {}

  /** Completes an object on every write. */
  default void applyDefaults(JsonObject object) {}

  /** Carries over what an update may not change silently. */
  default void prepareForUpdate(JsonObject object, JsonObject old) {}

  default List<FieldError> validate(JsonObject object) {
    return List.of();
  }

  default List<FieldError> validateUpdate(JsonObject object, JsonObject old) {
    return List.of();
  }

  default List<FieldError> validateStatusUpdate(JsonObject object, JsonObject old) {
    return List.of();
  }

  /** Whether names follow the looser rules of path segments. */
  default boolean allowsPathSegmentNames() {
    return false;
  }

  /** Whether a PUT without a resourceVersion is accepted. */
  default boolean allowsUnconditionalUpdate() {
    return true;
  }

  /** Whether a PUT to a missing object creates it. */
  default boolean createsOnUpdate() {
    return false;
  }

  /** Whether changes of labels and annotations come through the status subresource. */
  default boolean statusWritesMetadata() {
    return true;
  }

  default Propagation defaultPropagation() {
    return Propagation.BACKGROUND;
  }

  /** Seconds an object may linger after a delete; 0 removes it at once. */
  default long gracePeriodSeconds(JsonObject object, @Nullable Long asked) {
    return 0;
  }

  /** Why an object may not be created, whether it is valid or not; empty when it may. */
  default Optional<String> creationForbidden(JsonObject object) {
    return Optional.empty();
  }

  /** Why an object of this name may never be deleted; empty when it may. */
  default Optional<String> deletionForbidden(String name) {
    return Optional.empty();
  }

  /** Whether an object under deletion says how long it may linger. */
  default boolean countsDown() {
    return true;
  }

  /** Whether a delete answers with the object rather than with a Status. */
  default boolean returnsDeletedObject() {
    return false;
  }

  /** Whether something other than finalizers in the metadata keeps a deleted object. */
  default boolean isHeldBack(JsonObject object) {
    return false;
  }

  /** Called on the state that an object gets when it is marked as deleted. */
  default void markDeleted(JsonObject object) {}

  /** Whether the type counts its spec changes in metadata.generation. */
  default boolean hasGeneration() {
    return true;
  }

  /** The part whose change raises the generation. */
  default @Nullable JsonElement desiredState(JsonObject object) {
    return object.get("spec");
  }

  /**
   * Values of field selectors beyond metadata.name and metadata.namespace; null when unsupported.
   */
  default @Nullable String field(JsonObject object, String path) {
    return null;
  }

  /** Field selectors beyond metadata.name and metadata.namespace. */
  default List<String> selectableFields() {
    return List.of();
  }

  /** Whether a field selector may name the namespace. */
  default boolean selectsByNamespace(boolean namespaced) {
    return true;
  }

  /** Whether a whole collection can be deleted at once. */
  default boolean deletesCollections() {
    return true;
  }

  /** The object as this version of its type shows it. */
  default JsonObject fromStorage(JsonObject stored) {
    return stored;
  }

  /** The object as it is stored. */
  default JsonObject toStorage(JsonObject shown) {
    return shown;
  }

  /** Whether this version is stored as it is shown. */
  default boolean isStorageForm() {
    return true;
  }

  /** A warning that a delete without an explicit policy carries; empty for none. */
  default String deletionWarning() {
    return "";
  }

  /** The scalar at a path as a field selector sees it. */
  static String text(JsonObject object, String path) {
    return Json.text(object, path.split("\\.", -1));
  }
}
