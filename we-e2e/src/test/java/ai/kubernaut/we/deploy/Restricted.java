package ai.kubernaut.we.deploy;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checks of the Pod Security Standard "restricted", as it is published. */
final class Restricted {

  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

  private final List<String> violations = new ArrayList<>();

  private Restricted() {}

  /** What a pod with that spec violates. */
  static List<String> violations(JsonObject pod) {
    Restricted restricted = new Restricted();
    restricted.pod(pod);
    return restricted.violations;
  }

  private void pod(JsonObject pod) {
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      refuse(Json.bool(pod, shared).orElse(false), shared);
    }
    Json.objects(pod, "volumes").stream()
        .flatMap(volume -> volume.keySet().stream())
        .filter(key -> !key.equals("name") && !VOLUMES.contains(key))
        .forEach(key -> violations.add("volume of type " + key));
    JsonObject security = Json.object(pod, "securityContext").orElseGet(JsonObject::new);
    refuse(!Json.objects(security, "sysctls").isEmpty(), "sysctls");
    refuse(Json.integer(security, "runAsUser").orElse(1) == 0, "pod runs as root");
    Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(kind -> Json.objects(pod, kind).stream())
        .forEach(container -> container(container, security));
  }

  private void container(JsonObject container, JsonObject pod) {
    JsonObject own = Json.object(container, "securityContext").orElseGet(JsonObject::new);
    refuse(Json.bool(own, "privileged").orElse(false), "privileged");
    refuse(Json.bool(own, "allowPrivilegeEscalation").orElse(true), "allowPrivilegeEscalation");
    refuse(
        !Json.bool(own, "runAsNonRoot").orElse(Json.bool(pod, "runAsNonRoot").orElse(false)),
        "runAsNonRoot");
    refuse(Json.integer(own, "runAsUser").orElse(1) == 0, "container runs as root");
    String seccomp =
        Json.string(own, "seccompProfile", "type")
            .or(() -> Json.string(pod, "seccompProfile", "type"))
            .orElse("");
    refuse(!SECCOMP.contains(seccomp), "seccompProfile");
    refuse(!Json.strings(own, "capabilities", "drop").contains("ALL"), "capabilities not dropped");
    refuse(
        !Set.of("NET_BIND_SERVICE").containsAll(Json.strings(own, "capabilities", "add")),
        "capabilities added");
    refuse(!Json.string(own, "procMount").orElse("Default").equals("Default"), "procMount");
    Json.objects(container, "ports").stream()
        .filter(port -> Json.integer(port, "hostPort").orElse(0) != 0)
        .forEach(port -> violations.add("hostPort"));
  }

  private void refuse(boolean violated, String what) {
    if (violated) {
      violations.add(what);
    }
  }
}
