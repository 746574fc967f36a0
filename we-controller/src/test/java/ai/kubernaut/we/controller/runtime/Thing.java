package ai.kubernaut.we.controller.runtime;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Watched;
import com.google.gson.JsonObject;

/** A lean model for tests. */
record Thing(String namespace, String name, String uid, String resourceVersion, String value)
    implements Watched {

  static final ResourceType TYPE = new ResourceType("test", "v1", "things", "Thing", true);

  static Thing decode(JsonObject object) {
    String value = Json.string(object, "value").orElse("");
    if (value.equals("poison")) {
      throw new IllegalStateException("secret of a poison object");
    }
    if (Json.at(object, "metadata", "managedFields").isPresent()) {
      throw new IllegalStateException("managedFields were not dropped");
    }
    return new Thing(
        Json.string(object, "metadata", "namespace").orElse(""),
        Json.string(object, "metadata", "name").orElse(""),
        Json.string(object, "metadata", "uid").orElse(""),
        Json.string(object, "metadata", "resourceVersion").orElse(""),
        value);
  }

  static String path(String name) {
    return "/apis/test/v1/namespaces/ns/things/" + name;
  }

  static JsonObject json(String name, String value) {
    return Json.parse(
            """
            {"metadata": {"namespace": "ns", "name": "%s", "uid": "uid-%s",
              "managedFields": [{"manager": "m"}], "invented": {"by": "a newer server"}},
             "value": "%s", "alsoInvented": [1]}
            """
                .formatted(name, name, value))
        .orElseThrow();
  }
}
