package ai.kubernaut.we.bundle;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Tekton objects for tests. */
final class Manifests {

  private Manifests() {}

  static JsonObject pipeline(String name) {
    return object("Pipeline", name);
  }

  static JsonObject object(String kind, String name) {
    return JsonParser.parseString(
            """
            {"apiVersion": "tekton.dev/v1", "kind": "%s", "metadata": {"name": "%s"},
             "spec": {"tasks": [{"name": "ünïcode", "taskSpec": {"steps": []}}]}}
            """
                .formatted(kind, name))
        .getAsJsonObject();
  }
}
