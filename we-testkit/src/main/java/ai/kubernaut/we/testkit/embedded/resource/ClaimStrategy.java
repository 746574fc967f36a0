package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Claims of storage, which nobody satisfies. */
final class ClaimStrategy implements Strategy {
  @Override
  public void applyDefaults(JsonObject claim) {
    PodTemplates.preset(Json.child(claim, "spec"), "volumeMode", "Filesystem");
    PodTemplates.preset(Json.child(claim, "status"), "phase", "Pending");
  }

  @Override
  public List<FieldError> validate(JsonObject claim) {
    List<FieldError> errors = new ArrayList<>();
    if (Json.items(claim, "spec", "accessModes").isEmpty()) {
      errors.add(FieldError.required("spec.accessModes", "at least 1 access mode is required"));
    }
    if (Json.at(claim, "spec", "resources", "requests", "storage") == null) {
      errors.add(FieldError.required("spec.resources[storage]", ""));
    }
    return errors;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }
}
