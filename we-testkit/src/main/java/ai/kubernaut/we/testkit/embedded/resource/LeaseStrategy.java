package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Leases: writes name the version that they replace. */
final class LeaseStrategy implements Strategy {
  @Override
  public List<FieldError> validate(JsonObject lease) {
    List<FieldError> errors = new ArrayList<>();
    positive(lease, "leaseDurationSeconds", errors);
    JsonElement transitions = Json.at(lease, "spec", "leaseTransitions");
    if (transitions != null && transitions.getAsLong() < 0) {
      errors.add(
          FieldError.invalid(
              "spec.leaseTransitions", transitions, "must be greater than or equal to 0"));
    }
    return errors;
  }

  private static void positive(JsonObject lease, String field, List<FieldError> errors) {
    JsonElement value = Json.at(lease, "spec", field);
    if (value != null && value.getAsLong() <= 0) {
      errors.add(FieldError.invalid("spec." + field, value, "must be greater than 0"));
    }
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }
}
