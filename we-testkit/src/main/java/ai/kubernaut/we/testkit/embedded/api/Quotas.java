package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.embedded.store.StoredObject;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;

/** Lets objects into namespaces whose quotas on the number of objects have room for one more. */
final class Quotas {
  private static final String COLLECTION = "/resourcequotas";
  private static final String PODS = "pods";
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  /** What may be counted by its mere name. */
  private static final Set<String> PLAIN =
      Set.of(
          PODS,
          "configmaps",
          "persistentvolumeclaims",
          "replicationcontrollers",
          "resourcequotas",
          "secrets",
          "services");

  private final Store store;

  Quotas(Store store) {
    this.store = store;
  }

  void admit(Place place) {
    if (!place.type().namespaced()) {
      return;
    }
    for (StoredObject quota : store.list(COLLECTION, place.namespace()).objects()) {
      Map<String, String> hard = Json.stringMap(quota.tree(), "spec", "hard");
      hard.forEach((resource, limit) -> admit(place, quota.key().name(), resource, limit));
    }
  }

  private void admit(Place place, String quota, String resource, String limit) {
    if (counts(resource, place.type()) && limit.matches("\\d{1,9}")) {
      long used = used(place, resource);
      if (used + 1 > Long.parseLong(limit)) {
        String why = "exceeded quota: %s, requested: %s=1, used: %s=%d, limited: %s=%s";
        throw Refusal.forbidden(
            place.named(), why.formatted(quota, resource, resource, used, resource, limit));
      }
    }
  }

  private static boolean counts(String resource, ResourceType type) {
    String group = type.group().isEmpty() ? "" : "." + type.group();
    return resource.equals("count/" + type.plural() + group)
        || (type.group().isEmpty() && PLAIN.contains(resource) && resource.equals(type.plural()));
  }

  /** A pod that has ended counts only where objects are counted. */
  private long used(Place place, String resource) {
    return store.list(place.type().collection(), place.namespace()).objects().stream()
        .map(StoredObject::tree)
        .filter(object -> !resource.equals(PODS) || !hasEnded(object))
        .count();
  }

  private static boolean hasEnded(JsonObject pod) {
    return OVER.contains(Json.text(pod, "status", "phase"));
  }
}
