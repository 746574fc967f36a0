package ai.kubernaut.we.testkit.embedded.controllers;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.store.ObjectKey;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** The Secrets and ConfigMaps that a pod mounts. */
final class Mounts {
  private final Cluster cluster;

  Mounts(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Why the volumes of a pod cannot be set up, in a kubelet's words; empty if they can. */
  Optional<String> complaint(JsonObject pod) {
    return Json.objects(pod, "spec", "volumes").stream()
        .flatMap(volume -> complaint(pod, volume).stream())
        .findFirst();
  }

  private Optional<String> complaint(JsonObject pod, JsonObject volume) {
    return missing(pod, volume, "secret", "secretName")
        .or(() -> missing(pod, volume, "configMap", "name"))
        .map(
            what ->
                "MountVolume.SetUp failed for volume \"%s\" : %s not found"
                    .formatted(Json.text(volume, "name"), what));
  }

  private Optional<String> missing(JsonObject pod, JsonObject volume, String kind, String field) {
    JsonObject source = Json.object(volume, kind);
    if (source == null || Json.text(source, "optional").equals("true")) {
      return Optional.empty();
    }
    String name = Json.text(source, field);
    String resource = kind.toLowerCase(Locale.ROOT);
    ObjectKey key =
        new ObjectKey("/" + resource + "s", Json.text(pod, "metadata", "namespace"), name);
    return cluster.get(key).isPresent()
        ? Optional.empty()
        : Optional.of(resource + " \"" + name + "\"");
  }
}
