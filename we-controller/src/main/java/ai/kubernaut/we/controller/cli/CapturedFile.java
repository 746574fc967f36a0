package ai.kubernaut.we.controller.cli;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of captured objects: documents one after another, or lists of them, or nothing. */
final class CapturedFile {

  private static final String LIST = "List";

  private CapturedFile() {}

  /**
   * The objects of a file. One in a list of its kind need not name its kind; a list without any of
   * a kind is one object that says so.
   *
   * @throws IOException if it cannot be read, is no YAML, or holds what is no object; the message
   *     names the file
   */
  static List<JsonObject> read(Path file) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    try {
      for (JsonElement document : YamlJson.documents(Inputs.text(file))) {
        add(document, "", objects);
      }
    } catch (IllegalArgumentException malformed) {
      throw new IOException(file + ": " + malformed.getMessage(), malformed);
    }
    return objects;
  }

  private static void add(JsonElement element, String kind, List<JsonObject> objects) {
    if (element.isJsonArray()) {
      addAll(element.getAsJsonArray(), kind, objects);
    } else if (!element.isJsonObject()) {
      throw new IllegalArgumentException(
          "it holds what is no object; begin each with apiVersion, kind and metadata");
    } else if (element.getAsJsonObject().has("items")) {
      addAll(items(element.getAsJsonObject()), itemKind(element.getAsJsonObject()), objects);
    } else {
      objects.add(ofKind(element.getAsJsonObject(), kind));
    }
  }

  private static void addAll(JsonArray elements, String kind, List<JsonObject> objects) {
    elements.forEach(element -> add(element, kind, objects));
  }

  private static JsonArray items(JsonObject list) {
    return list.get("items").isJsonArray() ? list.getAsJsonArray("items") : new JsonArray();
  }

  private static String itemKind(JsonObject list) {
    String kind = Json.string(list, "kind").orElse("");
    return kind.endsWith(LIST) ? kind.substring(0, kind.length() - LIST.length()) : "";
  }

  private static JsonObject ofKind(JsonObject object, String kind) {
    if (Json.string(object, "kind").isEmpty() && !kind.isEmpty()) {
      object.addProperty("kind", kind);
    }
    return object;
  }
}
