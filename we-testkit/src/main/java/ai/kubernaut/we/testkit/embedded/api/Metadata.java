package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Timestamps;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The part of an object's metadata that belongs to the server. */
final class Metadata {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;
  private static final int LONGEST_BASE = 63 - SUFFIX;
  private static final List<String> OF_THE_SERVER =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink",
          "resourceVersion");
  private static final List<String> KEPT = List.of("creationTimestamp", "generation", "selfLink");
  private static final List<String> IMMUTABLE =
      List.of("uid", "deletionTimestamp", "deletionGracePeriodSeconds");
  private static final RandomGenerator RANDOM = new SecureRandom();

  private Metadata() {}

  static String now() {
    return Timestamps.now();
  }

  /** Makes the metadata of a new object. */
  static void stamp(JsonObject object, Place place) {
    JsonObject metadata = Json.child(object, "metadata");
    String prefix = Json.text(metadata, "generateName");
    if (Json.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
      metadata.addProperty("name", generateName(prefix));
    }
    enterNamespace(metadata, place);
    OF_THE_SERVER.forEach(metadata::remove);
    metadata.addProperty("uid", UUID.randomUUID().toString());
    metadata.addProperty("creationTimestamp", now());
    if (place.type().strategy().hasGeneration()) {
      metadata.addProperty("generation", 1);
    }
  }

  static String generateName(String prefix) {
    StringBuilder name =
        new StringBuilder(prefix.substring(0, Math.min(prefix.length(), LONGEST_BASE)));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  /** Puts the object into the namespace of the request, or refuses it. */
  static void enterNamespace(JsonObject metadata, Place place) {
    String given = Json.text(metadata, "namespace");
    boolean placed = !place.namespace().isEmpty();
    if (placed && !given.isEmpty() && !given.equals(place.namespace())) {
      throw Refusal.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    if (place.type().namespaced()) {
      metadata.addProperty("namespace", place.namespace());
    } else {
      metadata.remove("namespace");
    }
  }

  /** Refuses an update whose name is not that of the URL. */
  static void requireName(JsonObject metadata, Place place) {
    String given = Json.text(metadata, "name");
    if (given.isEmpty()) {
      throw Refusal.badRequest("name must be provided");
    }
    if (!given.equals(place.name())) {
      throw Refusal.badRequest(
          "the name of the object ("
              + given
              + ") does not match the name on the URL ("
              + place.name()
              + ")");
    }
  }

  /** Refuses an update that means another object of the same name. */
  static void requireIdentity(JsonObject metadata, JsonObject old, Place place) {
    String uid = Json.text(metadata, "uid");
    String oldUid = Json.text(old, "metadata", "uid");
    if (!uid.isEmpty() && !uid.equals(oldUid)) {
      throw Refusal.conflict(
          place.named(),
          "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + oldUid);
    }
  }

  /**
   * Carries over what an update leaves as it was.
   *
   * @return complaints about what it may not change
   */
  static List<FieldError> carryOver(JsonObject next, JsonObject old) {
    JsonObject metadata = Json.child(next, "metadata");
    JsonObject was = Json.child(old, "metadata");
    for (String field : KEPT) {
      put(metadata, field, was.get(field));
    }
    List<FieldError> errors = new ArrayList<>();
    for (String field : IMMUTABLE) {
      JsonElement given = metadata.get(field);
      JsonElement kept = was.get(field);
      boolean marked = field.equals("deletionTimestamp") && kept != null;
      if (given != null && !marked && !given.equals(kept)) {
        errors.add(FieldError.invalid("metadata." + field, given, "field is immutable"));
      }
      put(metadata, field, kept);
    }
    return errors;
  }

  private static void put(JsonObject object, String field, @Nullable JsonElement value) {
    if (value == null) {
      object.remove(field);
    } else {
      object.add(field, value);
    }
  }

  /** An object under deletion gets no new finalizers. */
  static List<FieldError> checkFinalizers(JsonObject next, JsonObject old) {
    if (Json.at(old, "metadata", "deletionTimestamp") == null) {
      return List.of();
    }
    List<String> added = new ArrayList<>(Json.strings(next, "metadata", "finalizers"));
    added.removeAll(Json.strings(old, "metadata", "finalizers"));
    if (added.isEmpty()) {
      return List.of();
    }
    return List.of(
        FieldError.forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers"
                + " []string{\""
                + String.join("\", \"", added)
                + "\"}"));
  }

  static void raiseGeneration(JsonObject object) {
    JsonObject metadata = Json.child(object, "metadata");
    long generation = Json.number(metadata, 0, "generation");
    if (generation > 0) {
      metadata.addProperty("generation", generation + 1);
    }
  }
}
