package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Defaults and checks of pod specs, shared by Pods and Jobs. */
final class PodTemplates {
  private static final List<String> POLICIES = List.of("Always", "OnFailure", "Never");

  private PodTemplates() {}

  static void complete(JsonObject spec) {
    preset(spec, "restartPolicy", "Always");
    preset(spec, "terminationGracePeriodSeconds", 30);
    preset(spec, "dnsPolicy", "ClusterFirst");
    preset(spec, "securityContext", new JsonObject());
    preset(spec, "schedulerName", "default-scheduler");
    Json.objects(spec, "containers").forEach(PodTemplates::completeContainer);
    Json.objects(spec, "initContainers").forEach(PodTemplates::completeContainer);
    Json.objects(spec, "volumes").forEach(PodTemplates::completeVolume);
  }

  private static void completeContainer(JsonObject container) {
    preset(container, "resources", new JsonObject());
    preset(container, "terminationMessagePath", "/dev/termination-log");
    preset(container, "terminationMessagePolicy", "File");
    preset(container, "imagePullPolicy", pullPolicy(Json.text(container, "image")));
    Json.objects(container, "ports").forEach(port -> preset(port, "protocol", "TCP"));
    for (JsonObject variable : Json.objects(container, "env")) {
      JsonObject reference = Json.object(variable, "valueFrom", "fieldRef");
      if (reference != null) {
        preset(reference, "apiVersion", "v1");
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      JsonObject declared = Json.object(container, probe);
      if (declared != null) {
        completeProbe(declared);
      }
    }
  }

  private static void completeProbe(JsonObject probe) {
    preset(probe, "timeoutSeconds", 1);
    preset(probe, "periodSeconds", 10);
    preset(probe, "successThreshold", 1);
    preset(probe, "failureThreshold", 3);
    JsonObject get = Json.object(probe, "httpGet");
    if (get != null) {
      preset(get, "scheme", "HTTP");
    }
  }

  /** In pods, but not in templates, a limit is a request too. */
  static void completeRequests(JsonObject container) {
    JsonObject limits = Json.object(container, "resources", "limits");
    if (limits != null) {
      JsonObject requests = Json.child(container, "resources", "requests");
      limits.entrySet().forEach(limit -> preset(requests, limit.getKey(), limit.getValue()));
    }
  }

  private static String pullPolicy(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    boolean pinned = last.contains("@") || (last.contains(":") && !last.endsWith(":latest"));
    return pinned ? "IfNotPresent" : "Always";
  }

  private static void completeVolume(JsonObject volume) {
    if (volume.size() == 1) {
      volume.add("emptyDir", new JsonObject());
    }
    for (String source : List.of("secret", "configMap", "projected", "downwardAPI")) {
      JsonObject declared = Json.object(volume, source);
      if (declared != null) {
        preset(declared, "defaultMode", 420);
      }
    }
  }

  /** Sets a member that is not there. */
  static void preset(JsonObject object, String name, Object value) {
    if (!object.has(name)) {
      object.add(name, Json.element(value).deepCopy());
    }
  }

  static List<FieldError> validate(JsonObject spec, String path) {
    List<FieldError> errors = new ArrayList<>();
    List<JsonObject> containers = Json.objects(spec, "containers");
    if (containers.isEmpty()) {
      errors.add(FieldError.required(path + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    validateContainers(containers, path + ".containers", names, errors);
    validateContainers(
        Json.objects(spec, "initContainers"), path + ".initContainers", names, errors);
    validateMounts(spec, path, errors);
    String policy = Json.text(spec, "restartPolicy");
    if (!POLICIES.contains(policy)) {
      errors.add(FieldError.notSupported(path + ".restartPolicy", Json.element(policy), POLICIES));
    }
    return errors;
  }

  private static void validateContainers(
      List<JsonObject> containers, String path, Set<String> names, List<FieldError> errors) {
    for (int i = 0; i < containers.size(); i++) {
      JsonObject container = containers.get(i);
      String here = path + "[" + i + "]";
      validateName(Json.text(container, "name"), here + ".name", names, errors);
      if (Json.text(container, "image").isEmpty()) {
        errors.add(FieldError.required(here + ".image", ""));
      }
      validateEnvironment(container, here, errors);
      Quantities.validate(container, here + ".resources", errors);
    }
  }

  private static void validateName(
      String name, String path, Set<String> names, List<FieldError> errors) {
    if (name.isEmpty()) {
      errors.add(FieldError.required(path, ""));
    } else if (DnsNames.labelComplaint(name).isPresent()) {
      errors.add(FieldError.invalid(path, name, DnsNames.labelComplaint(name).orElse("")));
    } else if (!names.add(name)) {
      errors.add(FieldError.duplicate(path, Json.element(name)));
    }
  }

  private static void validateEnvironment(
      JsonObject container, String path, List<FieldError> errors) {
    List<JsonObject> variables = Json.objects(container, "env");
    for (int i = 0; i < variables.size(); i++) {
      if (Json.text(variables.get(i), "name").isEmpty()) {
        errors.add(FieldError.required(path + ".env[" + i + "].name", ""));
      }
    }
  }

  private static void validateMounts(JsonObject spec, String path, List<FieldError> errors) {
    Set<String> volumes = new HashSet<>();
    Json.objects(spec, "volumes").forEach(volume -> volumes.add(Json.text(volume, "name")));
    List<JsonObject> containers = Json.objects(spec, "containers");
    for (int i = 0; i < containers.size(); i++) {
      List<JsonObject> mounts = Json.objects(containers.get(i), "volumeMounts");
      for (int j = 0; j < mounts.size(); j++) {
        JsonElement name = mounts.get(j).get("name");
        if (name == null || !volumes.contains(name.getAsString())) {
          String field = path + ".containers[" + i + "].volumeMounts[" + j + "].name";
          errors.add(FieldError.notFound(field, Json.element(name == null ? "" : name)));
        }
      }
    }
  }
}
