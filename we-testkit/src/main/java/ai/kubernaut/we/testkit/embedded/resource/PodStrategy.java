package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pods: defaults, QoS class, an almost immutable spec, graceful deletion. */
final class PodStrategy implements Strategy {
  private static final String IMMUTABLE =
      "pod updates may not change fields other than `spec.containers[*].image`,"
          + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
          + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to"
          + " be set to 1 if it was previously negative)";

  @Override
  public void prepareForCreate(JsonObject pod) {
    JsonObject spec = Json.child(pod, "spec");
    JsonObject status = Json.child(pod, "status");
    status.addProperty("phase", "Pending");
    status.addProperty("qosClass", qosClass(spec));
    PodTemplates.preset(spec, "serviceAccountName", "default");
    PodTemplates.preset(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
    PodTemplates.preset(spec, "priority", 0);
    PodTemplates.preset(spec, "preemptionPolicy", "PreemptLowerPriority");
    tolerate(spec);
  }

  /** Pods stay for a while on nodes that are not ready, unless they say otherwise. */
  private static void tolerate(JsonObject spec) {
    JsonArray tolerations = new JsonArray();
    Json.items(spec, "tolerations").forEach(tolerations::add);
    for (String key : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
      boolean said = tolerations.asList().stream().anyMatch(t -> Json.text(t, "key").equals(key));
      if (!said) {
        tolerations.add(toleration(key));
      }
    }
    spec.add("tolerations", tolerations);
  }

  private static JsonObject toleration(String key) {
    return Json.of(
        "key", key, "operator", "Exists", "effect", "NoExecute", "tolerationSeconds", 300);
  }

  @Override
  public Optional<String> creationForbidden(JsonObject pod) {
    return Json.at(pod, "spec", "overhead") == null
        ? Optional.empty()
        : Optional.of(
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
  }

  @Override
  public void applyDefaults(JsonObject pod) {
    JsonObject spec = Json.child(pod, "spec");
    PodTemplates.complete(spec);
    PodTemplates.preset(spec, "enableServiceLinks", true);
    if (spec.has("serviceAccountName")) {
      PodTemplates.preset(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
    }
    Json.objects(spec, "containers").forEach(PodTemplates::completeRequests);
    Json.objects(spec, "initContainers").forEach(PodTemplates::completeRequests);
  }

  @Override
  public List<FieldError> validate(JsonObject pod) {
    return PodTemplates.validate(Json.child(pod, "spec"), "spec");
  }

  @Override
  public List<FieldError> validateUpdate(JsonObject pod, JsonObject old) {
    JsonElement spec = mutable(pod);
    JsonElement was = mutable(old);
    return spec.equals(was) ? List.of() : List.of(FieldError.forbidden("spec", IMMUTABLE));
  }

  private static JsonElement mutable(JsonObject pod) {
    JsonObject spec = Json.child(pod, "spec").deepCopy();
    for (String name : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
      spec.remove(name);
    }
    List<JsonObject> containers = new ArrayList<>(Json.objects(spec, "containers"));
    containers.addAll(Json.objects(spec, "initContainers"));
    containers.forEach(container -> container.remove("image"));
    return spec;
  }

  @Override
  public long gracePeriodSeconds(JsonObject pod, @Nullable Long asked) {
    String phase = Json.text(pod, "status", "phase");
    boolean ended = phase.equals("Succeeded") || phase.equals("Failed");
    if (ended || Json.text(pod, "spec", "nodeName").isEmpty()) {
      return 0;
    }
    return asked != null ? asked : Json.number(pod, 30, "spec", "terminationGracePeriodSeconds");
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of(
        "spec.nodeName",
        "spec.restartPolicy",
        "spec.schedulerName",
        "spec.serviceAccountName",
        "status.phase",
        "status.podIP");
  }

  @Override
  public @Nullable String field(JsonObject pod, String path) {
    return selectableFields().contains(path) ? Strategy.text(pod, path) : null;
  }

  private static String qosClass(JsonObject spec) {
    boolean any = false;
    boolean guaranteed = true;
    for (JsonObject container : Json.objects(spec, "containers")) {
      JsonObject limits = Json.object(container, "resources", "limits");
      JsonObject requests = Json.object(container, "resources", "requests");
      any |= limits != null || requests != null;
      guaranteed &=
          limits != null
              && limits.has("cpu")
              && limits.has("memory")
              && (requests == null || requests.equals(limits));
    }
    if (!any) {
      return "BestEffort";
    }
    return guaranteed ? "Guaranteed" : "Burstable";
  }
}
