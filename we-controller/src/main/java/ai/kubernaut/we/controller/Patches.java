package ai.kubernaut.we.controller;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Merge patches that do nothing to an object which has changed since it was seen. */
final class Patches {

  private Patches() {}

  static JsonObject conditional(String uid, String resourceVersion) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("uid", uid);
    metadata.addProperty("resourceVersion", resourceVersion);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    return patch;
  }

  static JsonObject finalizers(String uid, String resourceVersion, List<String> finalizers) {
    JsonObject patch = conditional(uid, resourceVersion);
    JsonArray list = new JsonArray();
    finalizers.forEach(list::add);
    patch.getAsJsonObject("metadata").add("finalizers", list);
    return patch;
  }
}
