package ai.kubernaut.we.testkit.embedded.store;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an object so often that its JSON is not parsed for it.
 *
 * @param uid its uid
 * @param labels its labels
 * @param owners uids of its owners
 * @param leaving whether its deletion has begun
 */
record Facts(String uid, Map<String, String> labels, List<String> owners, boolean leaving) {
  Facts {
    labels = Map.copyOf(labels);
    owners = List.copyOf(owners);
  }

  /** The facts of an object; those of the version before when they are the same. */
  static Facts of(JsonObject tree, @Nullable StoredObject before) {
    Facts facts =
        new Facts(
            Json.text(tree, "metadata", "uid"),
            labels(tree),
            Json.objects(tree, "metadata", "ownerReferences").stream()
                .map(owner -> Json.text(owner, "uid"))
                .toList(),
            Json.at(tree, "metadata", "deletionTimestamp") != null);
    return before != null && before.facts().equals(facts) ? before.facts() : facts;
  }

  private static Map<String, String> labels(JsonObject tree) {
    return Json.stringMap(tree, "metadata", "labels").entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(entry -> entry.getKey().intern(), Map.Entry::getValue));
  }
}
