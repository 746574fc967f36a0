package ai.kubernaut.we.testkit.embedded.schema;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * What the published OpenAPI document says of the fields of the built-in kinds and their model
 * classes do not.
 */
final class FieldFacts {
  private static final Map<String, String> MERGE_KEYS =
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
          Map.entry("V1DeploymentStatus.conditions", "type"),
          Map.entry("V1PodDisruptionBudgetStatus.conditions", "type"),
          Map.entry("V1PersistentVolumeClaimStatus.conditions", "type"),
          Map.entry("V1CustomResourceDefinitionStatus.conditions", "type"),
          Map.entry("V1ServiceStatus.conditions", "type"),
          Map.entry("V1NamespaceStatus.conditions", "type"),
          Map.entry("V1ServiceSpec.ports", "port"),
          Map.entry("V1ServiceAccount.secrets", "name"),
          Map.entry("V1ServiceAccount.imagePullSecrets", "name"),
          Map.entry("V1ValidatingWebhookConfiguration.webhooks", "name"),
          Map.entry("V1MutatingWebhookConfiguration.webhooks", "name"),
          Map.entry("V1ObjectMeta.ownerReferences", "uid"));

  /** Lists whose strategic merge key says less than the keys by which they are applied. */
  private static final Map<String, Set<String>> APPLY_KEYS =
      Map.of(
          "V1Container.ports",
          Set.of("containerPort", "protocol"),
          "V1ServiceSpec.ports",
          Set.of("port", "protocol"),
          "V1PodSpec.topologySpreadConstraints",
          Set.of("topologyKey", "whenUnsatisfiable"));

  private static final Set<String> ATOMIC_LISTS =
      Set.of("V1JobStatus.conditions", "V1PodSpec.tolerations");

  /** Lists of texts that are merged. */
  private static final Set<String> SETS = Set.of("V1ObjectMeta.finalizers");

  private static final Set<String> ATOMIC_MAPS =
      Set.of(
          "V1PodSpec.nodeSelector",
          "V1ServiceSpec.selector",
          "V1ReplicationControllerSpec.selector");

  /** Structs that are owned as a whole. */
  private static final Set<String> ATOMIC_STRUCTS =
      Set.of(
          "V1LabelSelector",
          "V1ObjectReference",
          "V1LocalObjectReference",
          "V1TypedLocalObjectReference",
          "V1SecretReference",
          "V1SecretKeySelector",
          "V1ConfigMapKeySelector",
          "V1ObjectFieldSelector",
          "V1ResourceFieldSelector",
          "V1NodeSelector",
          "V1NodeSelectorTerm",
          "V1ScopeSelector",
          "V1OwnerReference",
          "V1RoleRef",
          "RbacV1Subject");

  /** Structs that are there even when nothing is said of them, besides spec, status, metadata. */
  private static final Set<String> VALUES =
      Set.of(
          "V1JobSpec.template",
          "V1DeploymentSpec.template",
          "V1DeploymentSpec.strategy",
          "V1Container.resources",
          "V1ContainerStatus.state",
          "V1ContainerStatus.lastState",
          "V1PersistentVolumeClaimSpec.resources",
          "V1ServiceStatus.loadBalancer",
          "V1NetworkPolicySpec.podSelector",
          "V1ValidatingWebhook.clientConfig",
          "V1MutatingWebhook.clientConfig",
          "V1RoleBinding.roleRef",
          "V1ClusterRoleBinding.roleRef",
          "CoreV1Event.involvedObject",
          "CoreV1Event.source",
          "EventsV1Event.regarding",
          "EventsV1Event.deprecatedSource");

  /** Lists that are there even when they are empty. */
  private static final Set<String> LISTS = Set.of("V1Role.rules", "V1ClusterRole.rules");

  /** Times with exactly six digits after the second. */
  private static final Set<String> MICRO_TIMES =
      Set.of(
          "V1LeaseSpec.acquireTime",
          "V1LeaseSpec.renewTime",
          "CoreV1Event.eventTime",
          "CoreV1EventSeries.lastObservedTime",
          "EventsV1Event.eventTime",
          "EventsV1EventSeries.lastObservedTime");

  private static final Set<String> PARTS = Set.of("spec", "status", "metadata");

  private FieldFacts() {}

  /** Says what there is to say of a field, in its schema. */
  static void annotate(JsonObject property, String model, String name) {
    String field = model + "." + name;
    lists(property, field);
    if (ATOMIC_MAPS.contains(field)) {
      property.addProperty(Schema.MAP_TYPE, "atomic");
    }
    if (MICRO_TIMES.contains(field)) {
      property.addProperty("format", "micro-time");
    }
    boolean struct = property.has("$ref");
    if (VALUES.contains(field) || (struct && PARTS.contains(name))) {
      property.add("default", new JsonObject());
    }
    if (LISTS.contains(field)) {
      property.add("default", new JsonArray());
    }
    if (field.equals("V1PodSpec.overhead")) {
      property.addProperty(Schema.KEEPS_EMPTY, true);
    }
  }

  private static void lists(JsonObject property, String field) {
    String key = MERGE_KEYS.get(field);
    if (key != null) {
      property.addProperty("x-kubernetes-patch-merge-key", key);
      property.addProperty("x-kubernetes-patch-strategy", "merge");
    }
    if (ATOMIC_LISTS.contains(field)) {
      property.addProperty(Schema.LIST_TYPE, "atomic");
    } else if (key != null) {
      property.addProperty(Schema.LIST_TYPE, "map");
      Set<String> keys = APPLY_KEYS.getOrDefault(field, Set.of(key));
      property.add("x-kubernetes-list-map-keys", Json.element(keys.stream().sorted().toList()));
    } else if (SETS.contains(field)) {
      property.addProperty("x-kubernetes-patch-strategy", "merge");
      property.addProperty(Schema.LIST_TYPE, "set");
    }
  }

  /** Says what there is to say of a struct, in its schema. */
  static void annotate(JsonObject schema, String model) {
    if (ATOMIC_STRUCTS.contains(model)) {
      schema.addProperty(Schema.MAP_TYPE, "atomic");
    }
  }
}
