package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.custom.Quantity;
import java.util.List;
import java.util.Map;

/** Requests and limits of a container. */
final class Quantities {
  private Quantities() {}

  static void validate(JsonObject container, String path, List<FieldError> errors) {
    JsonObject requests = Json.object(container, "resources", "requests");
    JsonObject limits = Json.object(container, "resources", "limits");
    if (requests == null || limits == null) {
      return;
    }
    for (Map.Entry<String, JsonElement> request : requests.entrySet()) {
      JsonElement limit = limits.get(request.getKey());
      if (limit != null && exceeds(request.getValue(), limit)) {
        errors.add(
            FieldError.invalid(
                path + ".requests",
                request.getValue(),
                "must be less than or equal to "
                    + request.getKey()
                    + " limit of "
                    + limit.getAsString()));
      }
    }
  }

  private static boolean exceeds(JsonElement one, JsonElement other) {
    return Quantity.fromString(one.getAsString())
            .getNumber()
            .compareTo(Quantity.fromString(other.getAsString()).getNumber())
        > 0;
  }
}
