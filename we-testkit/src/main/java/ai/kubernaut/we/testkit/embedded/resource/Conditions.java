package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reading of {@code status.conditions}. */
public final class Conditions {
  private Conditions() {}

  /** The condition of a type; null when there is none. */
  public static @Nullable JsonObject find(JsonObject object, String type) {
    return Json.objects(object, "status", "conditions").stream()
        .filter(condition -> Json.text(condition, "type").equals(type))
        .findFirst()
        .orElse(null);
  }

  /** Whether the condition is there with status True. */
  public static boolean isTrue(JsonObject object, String type) {
    return Json.text(find(object, type), "status").equals("True");
  }
}
