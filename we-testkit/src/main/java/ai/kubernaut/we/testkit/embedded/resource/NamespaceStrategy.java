package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Namespaces: a phase, and a finalizer of their own that keeps them until they are empty. */
final class NamespaceStrategy implements Strategy {
  private static final List<String> IMMORTAL = List.of("default", "kube-system", "kube-public");

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
  public List<FieldError> validate(JsonObject namespace) {
    List<FieldError> errors = new ArrayList<>();
    String name = Json.text(namespace, "metadata", "name");
    DnsNames.labelComplaint(name)
        .ifPresent(why -> errors.add(FieldError.invalid("metadata.name", name, why)));
    return errors;
  }

  @Override
  public Optional<String> deletionForbidden(String name) {
    return IMMORTAL.contains(name)
        ? Optional.of("this namespace may not be deleted")
        : Optional.empty();
  }

  @Override
  public boolean countsDown() {
    return false;
  }

  @Override
  public boolean deletesCollections() {
    return false;
  }

  @Override
  public boolean selectsByNamespace(boolean namespaced) {
    return false;
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
