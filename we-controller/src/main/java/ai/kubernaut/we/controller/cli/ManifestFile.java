package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of manifests, in YAML or JSON: documents one after another, or lists of them. */
final class ManifestFile {

  private final List<JsonElement> elements = new ArrayList<>();

  private ManifestFile() {}

  /**
   * The objects of a file.
   *
   * @param kind of which it should hold at least one
   * @throws IOException if it cannot be read, is no YAML, or holds what is no object; the message
   *     names the file
   */
  static List<JsonObject> read(Path file, String kind) throws IOException {
    ManifestFile manifests = new ManifestFile();
    try {
      YamlJson.documents(Inputs.text(file)).forEach(manifests::add);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": not YAML: " + malformed.getMessage(), malformed);
    }
    if (manifests.elements.isEmpty()) {
      throw new IOException(file + ": it holds no object; write at least one " + kind);
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonElement element : manifests.elements) {
      if (!element.isJsonObject()) {
        throw new IOException(
            file + ": it holds what is no object; begin each with apiVersion, kind and metadata");
      }
      objects.add(element.getAsJsonObject());
    }
    return objects;
  }

  private void add(JsonElement document) {
    if (document.isJsonObject() && isList(document.getAsJsonObject())) {
      document.getAsJsonObject().getAsJsonArray("items").forEach(elements::add);
    } else {
      elements.add(document);
    }
  }

  private static boolean isList(JsonObject document) {
    return document.has("items") && document.get("items").isJsonArray();
  }
}
