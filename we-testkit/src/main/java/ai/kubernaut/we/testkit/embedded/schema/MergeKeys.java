package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * Which lists of the built-in kinds are merged rather than replaced, by model class and field. The
 * model classes do not say it; the published OpenAPI document does.
 */
final class MergeKeys {
  private static final Map<String, String> BY_KEY =
      Map.ofEntries(
          Map.entry("V1PodSpec.containers", "name"),
          Map.entry("V1PodSpec.initContainers", "name"),
          Map.entry("V1PodSpec.ephemeralContainers", "name"),
          Map.entry("V1PodSpec.volumes", "name"),
          Map.entry("V1PodSpec.imagePullSecrets", "name"),
          Map.entry("V1PodSpec.hostAliases", "ip"),
          Map.entry("V1PodSpec.resourceClaims", "name"),
          Map.entry("V1PodSpec.schedulingGates", "name"),
          Map.entry("V1PodSpec.topologySpreadConstraints", "topologyKey"),
          Map.entry("V1Container.env", "name"),
          Map.entry("V1Container.ports", "containerPort"),
          Map.entry("V1Container.volumeMounts", "mountPath"),
          Map.entry("V1Container.volumeDevices", "devicePath"),
          Map.entry("V1ResourceRequirements.claims", "name"),
          Map.entry("V1PodStatus.conditions", "type"),
          Map.entry("V1PodStatus.podIPs", "ip"),
          Map.entry("V1PodStatus.hostIPs", "ip"),
          Map.entry("V1JobStatus.conditions", "type"),
          Map.entry("V1NamespaceStatus.conditions", "type"),
          Map.entry("V1ServiceAccount.secrets", "name"),
          Map.entry("V1ServiceAccount.imagePullSecrets", "name"),
          Map.entry("V1ObjectMeta.ownerReferences", "uid"));

  /** Lists whose strategic merge key says less than the keys by which they are applied. */
  private static final Map<String, List<String>> APPLY_KEYS =
      Map.of(
          "V1Container.ports",
          List.of("containerPort", "protocol"),
          "V1PodSpec.topologySpreadConstraints",
          List.of("topologyKey", "whenUnsatisfiable"));

  private static final Map<String, Boolean> ATOMIC =
      Map.of("V1JobStatus.conditions", true, "V1PodSpec.tolerations", true);

  private MergeKeys() {}

  static void annotate(JsonObject property, String field) {
    String key = BY_KEY.get(field);
    if (key != null) {
      property.addProperty("x-kubernetes-patch-merge-key", key);
      property.addProperty("x-kubernetes-patch-strategy", "merge");
    }
    if (ATOMIC.containsKey(field)) {
      property.addProperty("x-kubernetes-list-type", "atomic");
    } else if (key != null) {
      property.addProperty("x-kubernetes-list-type", "map");
      property.add(
          "x-kubernetes-list-map-keys", Json.element(APPLY_KEYS.getOrDefault(field, List.of(key))));
    } else if (field.equals("V1ObjectMeta.finalizers")) {
      property.addProperty("x-kubernetes-patch-strategy", "merge");
      property.addProperty("x-kubernetes-list-type", "set");
    }
  }
}
