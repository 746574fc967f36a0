package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Namespaces: a phase, and a finalizer of their own that keeps them until they are empty. */
final class NamespaceStrategy implements Strategy {
  @Override
  public void prepareForCreate(JsonObject namespace) {
    Json.child(namespace, "spec").add("finalizers", Json.array("kubernetes"));
    Json.child(namespace, "status").addProperty("phase", "Active");
  }

  @Override
  public void applyDefaults(JsonObject namespace) {
    Json.child(namespace, "metadata", "labels")
        .addProperty("kubernetes.io/metadata.name", Json.text(namespace, "metadata", "name"));
  }

  @Override
  public void prepareForUpdate(JsonObject namespace, JsonObject old) {
    Json.child(namespace, "spec")
        .add("finalizers", Json.element(Json.items(old, "spec", "finalizers")).deepCopy());
  }

  @Override
  public boolean isHeldBack(JsonObject namespace) {
    return !Json.items(namespace, "spec", "finalizers").isEmpty();
  }

  @Override
  public void markDeleted(JsonObject namespace) {
    Json.child(namespace, "status").addProperty("phase", "Terminating");
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public boolean returnsDeletedObject() {
    return true;
  }

  @Override
  public List<String> selectableFields() {
    return List.of("status.phase", "name");
  }

  @Override
  public @Nullable String field(JsonObject namespace, String path) {
    return path.equals("name")
        ? Json.text(namespace, "metadata", "name")
        : Strategy.text(namespace, path);
  }
}
