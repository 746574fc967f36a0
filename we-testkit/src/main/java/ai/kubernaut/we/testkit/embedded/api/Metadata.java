package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The part of an object's metadata that belongs to the server. */
final class Metadata {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;
  private static final int LONGEST_BASE = 63 - SUFFIX;
  private static final List<String> KEPT =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "selfLink",
          "generateName");
  private static final RandomGenerator RANDOM = new SecureRandom();

  private Metadata() {}

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Makes the metadata of a new object. */
  static void stamp(JsonObject object, Place place) {
    JsonObject metadata = Json.child(object, "metadata");
    String prefix = Json.text(metadata, "generateName");
    if (Json.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
      metadata.addProperty("name", generateName(prefix));
    }
    enterNamespace(metadata, place);
    KEPT.subList(0, 6).forEach(metadata::remove);
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
    if (!given.isEmpty() && !given.equals(place.namespace())) {
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

  /** Carries over what no update changes; refuses another uid. */
  static void carryOver(JsonObject next, JsonObject old, Place place) {
    JsonObject metadata = Json.child(next, "metadata");
    JsonObject was = Json.child(old, "metadata");
    String uid = Json.text(metadata, "uid");
    String oldUid = Json.text(was, "uid");
    if (!uid.isEmpty() && !uid.equals(oldUid)) {
      throw Refusal.conflict(
          place.named(),
          "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + oldUid);
    }
    for (String field : KEPT) {
      JsonElement value = was.get(field);
      if (value == null) {
        metadata.remove(field);
      } else {
        metadata.add(field, value);
      }
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
