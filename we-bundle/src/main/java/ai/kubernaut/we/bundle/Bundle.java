package ai.kubernaut.we.bundle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;

/**
 * Tekton objects as an OCI image. The same objects in the same order are the same image, with the
 * same digest.
 */
public final class Bundle {

  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

  /** More than that Tekton's resolver refuses. */
  private static final int MOST_OBJECTS = 20;

  private final List<Layer> layers;

  private Bundle(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /**
   * A bundle of manifests.
   *
   * @throws InvalidBundle if Tekton's resolver could not read it; the message names the field
   */
  public static Bundle of(Collection<JsonObject> manifests) {
    if (manifests.isEmpty() || manifests.size() > MOST_OBJECTS) {
      throw new InvalidBundle(
          "a bundle holds from 1 to %d objects; these are %d"
              .formatted(MOST_OBJECTS, manifests.size()));
    }
    List<TektonObject> objects = manifests.stream().map(TektonObject::of).toList();
    Set<String> seen = new HashSet<>();
    for (TektonObject object : objects) {
      if (!seen.add(object.toString())) {
        throw new InvalidBundle(object + ": it is there twice; leave one out");
      }
    }
    return new Bundle(objects.stream().map(Layer::of).toList());
  }

  /** Whether the Tekton engine finds something to run in it: a Pipeline of this name. */
  public boolean hasPipeline(String name) {
    return layers.stream()
        .map(Layer::object)
        .anyMatch(o -> o.kind().equals("pipeline") && o.name().equals(name));
  }

  List<Blob> blobs() {
    return layers.stream().map(Layer::blob).toList();
  }

  /** Neither a time nor a platform: the image is data. */
  Blob config() {
    JsonArray diffIds = new JsonArray();
    layers.forEach(layer -> diffIds.add(layer.diffId()));
    JsonObject rootfs = new JsonObject();
    rootfs.addProperty("type", "layers");
    rootfs.add("diff_ids", diffIds);
    JsonObject config = new JsonObject();
    config.addProperty("architecture", "unknown");
    config.addProperty("os", "unknown");
    config.add("config", new JsonObject());
    config.add("rootfs", rootfs);
    return blob(CONFIG_TYPE, config);
  }

  Blob manifest() {
    return blob(MANIFEST_TYPE, manifestJson());
  }

  private JsonObject manifestJson() {
    JsonArray descriptors = new JsonArray();
    for (Layer layer : layers) {
      JsonObject descriptor = descriptor(layer.blob());
      JsonObject annotations = new JsonObject();
      layer.object().annotations().forEach(annotations::addProperty);
      descriptor.add("annotations", annotations);
      descriptors.add(descriptor);
    }
    JsonObject manifest = new JsonObject();
    manifest.addProperty("schemaVersion", 2);
    manifest.addProperty("mediaType", MANIFEST_TYPE);
    manifest.add("config", descriptor(config()));
    manifest.add("layers", descriptors);
    return manifest;
  }

  /**
   * Whether a manifest is of the same objects, however its layers were compressed: the
   * configuration names them as they were before that.
   */
  boolean sameObjects(JsonObject other) {
    JsonObject own = manifestJson();
    return config(own).equals(config(other)) && annotations(own).equals(annotations(other));
  }

  private static String config(JsonObject manifest) {
    JsonElement config = manifest.get("config");
    return config != null && config.isJsonObject()
        ? String.valueOf(config.getAsJsonObject().get("digest"))
        : "";
  }

  private static List<String> annotations(JsonObject manifest) {
    JsonElement layers = manifest.get("layers");
    return layers != null && layers.isJsonArray()
        ? layers.getAsJsonArray().asList().stream()
            .map(layer -> String.valueOf(layer.getAsJsonObject().get("annotations")))
            .toList()
        : List.of();
  }

  /** {@code sha256:} and 64 hex digits, of the manifest. */
  public String digest() {
    return manifest().digest();
  }

  /** All that a registry has of it, by digest: its manifest, and the blobs that this names. */
  public Map<String, ByteString> contents() {
    return Stream.concat(Stream.of(manifest(), config()), blobs().stream())
        .collect(Collectors.toUnmodifiableMap(Blob::digest, Blob::bytes));
  }

  private static JsonObject descriptor(Blob blob) {
    JsonObject descriptor = new JsonObject();
    descriptor.addProperty("mediaType", blob.mediaType());
    descriptor.addProperty("digest", blob.digest());
    descriptor.addProperty("size", blob.bytes().size());
    return descriptor;
  }

  private static Blob blob(String mediaType, JsonObject json) {
    return new Blob(mediaType, ByteString.encodeUtf8(json.toString()));
  }
}
