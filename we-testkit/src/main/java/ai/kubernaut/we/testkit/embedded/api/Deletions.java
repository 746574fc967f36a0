package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.Propagation;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletions: preconditions, grace, finalizers and what they leave behind. */
final class Deletions {
  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";

  private final Store store;

  Deletions(Store store) {
    this.store = store;
  }

  /** Whether nothing keeps an object under deletion any more. */
  static boolean isOver(JsonObject object, ResourceType type) {
    return Json.at(object, "metadata", "deletionTimestamp") != null
        && Json.number(object, 0, "metadata", "deletionGracePeriodSeconds") == 0
        && Json.items(object, "metadata", "finalizers").isEmpty()
        && !type.strategy().isHeldBack(object);
  }

  Answer delete(Place place, DeleteOptions options) {
    place
        .type()
        .strategy()
        .deletionForbidden(place.name())
        .ifPresent(
            why -> {
              throw Refusal.forbidden(place.named(), why);
            });
    while (true) {
      StoredObject stored =
          store.get(place.key()).orElseThrow(() -> Refusal.notFound(place.named()));
      Optional<Answer> answer = attempt(place, options, stored);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private Optional<Answer> attempt(Place place, DeleteOptions options, StoredObject stored) {
    ResourceType type = place.type();
    JsonObject old = stored.tree();
    checkPreconditions(old, options, place);
    JsonObject next = old.deepCopy();
    setFinalizers(next, finalizers(old, options, type));
    long grace = type.strategy().gracePeriodSeconds(old, options.gracePeriodSeconds());
    if (isKept(next, grace, type)) {
      mark(next, grace, type);
      return keep(next, old, stored, type, options);
    }
    return remove(next, stored, place, options);
  }

  private static boolean isKept(JsonObject next, long grace, ResourceType type) {
    return grace > 0
        || !Json.items(next, "metadata", "finalizers").isEmpty()
        || type.strategy().isHeldBack(next);
  }

  private Optional<Answer> keep(
      JsonObject next,
      JsonObject old,
      StoredObject stored,
      ResourceType type,
      DeleteOptions options) {
    if (next.equals(old) || options.dryRun()) {
      return Optional.of(Answer.ok(type.strategy().fromStorage(next)));
    }
    return store.replace(stored, next).map(v -> Updates.shown(200, v, type, List.of()));
  }

  private Optional<Answer> remove(
      JsonObject next, StoredObject stored, Place place, DeleteOptions options) {
    ResourceType type = place.type();
    String uid = Json.text(next, "metadata", "uid");
    if (options.dryRun()) {
      return Optional.of(removed(type.strategy().fromStorage(next), place, uid));
    }
    return store
        .delete(stored, next)
        .map(v -> removed(type.strategy().fromStorage(v.tree()), place, uid));
  }

  private static Answer removed(JsonObject last, Place place, String uid) {
    if (place.type().strategy().returnsDeletedObject()) {
      return Answer.ok(last);
    }
    String group = place.type().group();
    return Answer.ok(
        Json.of(
            "kind", "Status",
            "apiVersion", "v1",
            "metadata", new JsonObject(),
            "status", "Success",
            "details",
                Json.of(
                    "name",
                    place.name(),
                    "group",
                    group.isEmpty() ? null : group,
                    "kind",
                    place.type().plural(),
                    "uid",
                    uid)));
  }

  private static void checkPreconditions(JsonObject old, DeleteOptions options, Place place) {
    require(
        options.uid(),
        Json.text(old, "metadata", "uid"),
        "UID",
        "deleted and then recreated",
        place);
    require(
        options.resourceVersion(),
        Json.text(old, "metadata", "resourceVersion"),
        "ResourceVersion",
        "modified",
        place);
  }

  private static void require(
      Optional<String> wanted, String actual, String what, String perhaps, Place place) {
    if (wanted.isPresent() && !wanted.get().equals(actual)) {
      throw Refusal.preconditionFailed(
          place.named(),
          "the %1$s in the precondition (%2$s) does not match the %1$s in record (%3$s). The object might have been %4$s"
              .formatted(what, wanted.get(), actual, perhaps));
    }
  }

  private static List<String> finalizers(JsonObject old, DeleteOptions options, ResourceType type) {
    List<String> finalizers = new ArrayList<>(Json.strings(old, "metadata", "finalizers"));
    Propagation wanted = options.propagation();
    boolean stated = finalizers.contains(ORPHAN) || finalizers.contains(FOREGROUND);
    if (wanted == null && stated) {
      return finalizers;
    }
    Propagation policy = wanted == null ? type.strategy().defaultPropagation() : wanted;
    toggle(finalizers, ORPHAN, policy == Propagation.ORPHAN);
    toggle(finalizers, FOREGROUND, policy == Propagation.FOREGROUND);
    return finalizers;
  }

  private static void toggle(List<String> finalizers, String name, boolean wanted) {
    if (!wanted) {
      finalizers.remove(name);
    } else if (!finalizers.contains(name)) {
      finalizers.add(name);
    }
  }

  private static void setFinalizers(JsonObject object, List<String> finalizers) {
    JsonObject metadata = Json.child(object, "metadata");
    if (finalizers.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.add("finalizers", Json.element(finalizers));
    }
  }

  private static void mark(JsonObject next, long grace, ResourceType type) {
    JsonObject metadata = Json.child(next, "metadata");
    boolean first = !metadata.has("deletionTimestamp");
    if (!type.strategy().countsDown()) {
      metadata.addProperty(
          "deletionTimestamp", first ? Metadata.now() : Json.text(metadata, "deletionTimestamp"));
      type.strategy().markDeleted(next);
      return;
    }
    long before = Json.number(metadata, Long.MAX_VALUE, "deletionGracePeriodSeconds");
    if (!first && before <= grace) {
      return;
    }
    Instant when = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(grace);
    metadata.addProperty("deletionTimestamp", when.toString());
    metadata.addProperty("deletionGracePeriodSeconds", grace);
    if (first) {
      Metadata.raiseGeneration(next);
    }
    type.strategy().markDeleted(next);
  }
}
