package ai.kubernaut.we.bundle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A Pipeline or a Task that goes into a bundle.
 *
 * @param version without its group, such as {@code v1}
 * @param kind in lower case, such as {@code pipeline}
 */
record TektonObject(String version, String kind, String name, JsonObject json) {

  private static final String GROUP = "tekton.dev/";
  private static final Set<String> KINDS = Set.of("pipeline", "task", "stepaction");

  /**
   * Reads a manifest.
   *
   * @throws InvalidBundle if Tekton's resolver could not find it in a bundle
   */
  static TektonObject of(JsonObject manifest) {
    String apiVersion = text(manifest, "apiVersion");
    if (!apiVersion.startsWith(GROUP)) {
      throw new InvalidBundle(
          "apiVersion: \"%s\" is not Tekton's; a bundle holds objects of tekton.dev/v1"
              .formatted(apiVersion));
    }
    String kind = text(manifest, "kind").toLowerCase(Locale.ROOT);
    if (!KINDS.contains(kind)) {
      throw new InvalidBundle(
          "kind: \"%s\" cannot be run from a bundle; write Pipeline, Task or StepAction"
              .formatted(text(manifest, "kind")));
    }
    String name = nameOf(manifest);
    if (!manifest.has("spec")) {
      throw new InvalidBundle("%s %s: spec is missing".formatted(kind, name));
    }
    return new TektonObject(apiVersion.substring(GROUP.length()), kind, name, manifest);
  }

  private static String nameOf(JsonObject manifest) {
    JsonElement metadata = manifest.get("metadata");
    String name =
        metadata != null && metadata.isJsonObject() ? text(metadata.getAsJsonObject(), "name") : "";
    if (name.isEmpty()) {
      throw new InvalidBundle("metadata.name: it is missing; the resolver finds objects by name");
    }
    return name;
  }

  private static String text(JsonObject object, String field) {
    JsonElement value = object.get(field);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  /** What the resolver finds it by. */
  Map<String, String> annotations() {
    return new TreeMap<>(
        Map.of(
            "dev.tekton.image.apiVersion", version,
            "dev.tekton.image.kind", kind,
            "dev.tekton.image.name", name));
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
