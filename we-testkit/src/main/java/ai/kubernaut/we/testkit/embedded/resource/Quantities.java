package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.custom.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and limits of a container. */
final class Quantities {
  private Quantities() {}

  static void validate(JsonObject container, String path, List<FieldError> errors) {
    JsonObject requests = Json.object(container, "resources", "requests");
    JsonObject limits = Json.object(container, "resources", "limits");
    notNegative(limits, path + ".limits", errors);
    notNegative(requests, path + ".requests", errors);
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

  private static void notNegative(
      @Nullable JsonObject amounts, String path, List<FieldError> errors) {
    if (amounts == null) {
      return;
    }
    for (Map.Entry<String, JsonElement> amount : amounts.entrySet()) {
      String text = amount.getValue().getAsString();
      if (Quantity.fromString(text).getNumber().signum() < 0) {
        errors.add(
            FieldError.invalid(
                path + "[" + amount.getKey() + "]", text, "must be greater than or equal to 0"));
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
