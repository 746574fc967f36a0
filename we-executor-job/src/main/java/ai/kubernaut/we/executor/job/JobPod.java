package ai.kubernaut.we.executor.job;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.Quantity;
import ai.kubernaut.we.api.Resources;
import ai.kubernaut.we.core.child.ChildSpec;
import ai.kubernaut.we.core.failure.Failure;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pod of a Job: one container without privileges, on a read-only root, with {@code /tmp} to
 * write to.
 */
final class JobPod {

  static final String CONTAINER = Failure.WHOLE;

  private static final String SCRATCH = "scratch";
  private static final String SCRATCH_PATH = "/tmp";
  private static final List<String> HOMES = List.of("HOME", "TMPDIR");

  private JobPod() {}

  static JsonObject of(ChildSpec child) {
    Volumes volumes = Volumes.of(child.dependencies());
    JsonObject pod = new JsonObject();
    pod.addProperty("restartPolicy", "Never");
    pod.addProperty("enableServiceLinks", false);
    child
        .serviceAccount()
        .ifPresentOrElse(
            name -> pod.addProperty("serviceAccountName", name),
            () -> pod.addProperty("automountServiceAccountToken", false));
    pod.add("securityContext", podSecurity());
    pod.add("containers", array(container(child, volumes)));
    pod.add("volumes", volumes.sources());
    return pod;
  }

  private static JsonObject container(ChildSpec child, Volumes volumes) {
    JsonObject container = new JsonObject();
    container.addProperty("name", CONTAINER);
    container.addProperty("image", child.image());
    container.add("env", environment(child.parameters()));
    container.add("resources", resources(child.resources()));
    container.add("securityContext", containerSecurity());
    container.add("volumeMounts", volumes.mounts());
    return container;
  }

  /** By name, and our own after all others, so that a parameter of that name does not count. */
  private static JsonArray environment(Map<String, String> parameters) {
    Map<String, String> values = new TreeMap<>(parameters);
    HOMES.forEach(name -> values.put(name, SCRATCH_PATH));
    JsonArray env = new JsonArray();
    values.forEach(
        (name, value) -> {
          JsonObject variable = new JsonObject();
          variable.addProperty("name", name);
          variable.addProperty("value", literal(value));
          env.add(variable);
        });
    return env;
  }

  /** The kubelet replaces {@code $(NAME)}, and takes two dollars for one. */
  private static String literal(String value) {
    return value.replace("$", "$$");
  }

  private static JsonObject resources(Resources resources) {
    JsonObject object = new JsonObject();
    object.add("requests", quantities(resources.requests()));
    object.add("limits", quantities(resources.limits()));
    return object;
  }

  private static JsonObject quantities(Map<String, Quantity> quantities) {
    JsonObject object = new JsonObject();
    new TreeMap<>(quantities)
        .forEach((resource, quantity) -> object.addProperty(resource, quantity.text()));
    return object;
  }

  private static JsonObject podSecurity() {
    JsonObject seccomp = new JsonObject();
    seccomp.addProperty("type", "RuntimeDefault");
    JsonObject security = new JsonObject();
    security.addProperty("runAsNonRoot", true);
    security.add("seccompProfile", seccomp);
    return security;
  }

  private static JsonObject containerSecurity() {
    JsonArray all = new JsonArray();
    all.add("ALL");
    JsonObject capabilities = new JsonObject();
    capabilities.add("drop", all);
    JsonObject security = new JsonObject();
    security.addProperty("allowPrivilegeEscalation", false);
    security.addProperty("readOnlyRootFilesystem", true);
    security.addProperty("runAsNonRoot", true);
    security.add("capabilities", capabilities);
    return security;
  }

  private static JsonArray array(JsonObject only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  /** Volumes and where they are mounted. Their names are numbers, so that any name will do. */
  private record Volumes(JsonArray sources, JsonArray mounts) {

    static Volumes of(Dependencies dependencies) {
      Volumes volumes = new Volumes(new JsonArray(), new JsonArray());
      volumes.add(SCRATCH, SCRATCH_PATH, "emptyDir", new JsonObject(), false);
      int number = 0;
      for (String name : names(dependencies.secrets())) {
        volumes.add("secret-" + number++, "secrets/" + name, "secret", "secretName", name);
      }
      for (String name : names(dependencies.configMaps())) {
        volumes.add("configmap-" + number++, "configmaps/" + name, "configMap", "name", name);
      }
      return volumes;
    }

    private static List<String> names(List<Dependency> dependencies) {
      return dependencies.stream().map(Dependency::name).distinct().toList();
    }

    private void add(String volume, String path, String kind, String field, String name) {
      JsonObject source = new JsonObject();
      source.addProperty(field, name);
      add(volume, "/run/kubernaut/" + path, kind, source, true);
    }

    private void add(
        String volume, String path, String kind, JsonObject content, boolean readOnly) {
      JsonObject source = new JsonObject();
      source.addProperty("name", volume);
      source.add(kind, content);
      sources.add(source);
      JsonObject mount = new JsonObject();
      mount.addProperty("name", volume);
      mount.addProperty("mountPath", path);
      if (readOnly) {
        mount.addProperty("readOnly", true);
      }
      mounts.add(mount);
    }
  }
}
