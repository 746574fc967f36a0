package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.JsonPatch;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.MergePatch;
import ai.kubernaut.we.testkit.embedded.json.PatchRefused;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.schema.StrategicMerge;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import ai.kubernaut.we.testkit.embedded.status.Named;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;

/** Patches other than apply, as edits. */
public final class Patches {
  private static final int MOST_OPERATIONS = 10_000;

  private Patches() {}

  /** The edit that a patch body describes. */
  public static Edit edit(PatchType format, String body, ResourceType type) {
    JsonElement patch = parse(body);
    return switch (format) {
      case JSON -> jsonPatch(patch);
      case MERGE -> {
        JsonObject merge = requireObject(patch);
        yield patch(current -> MergePatch.apply(merge, current).getAsJsonObject());
      }
      case STRATEGIC -> {
        JsonObject strategic = requireObject(patch);
        yield patch(current -> strategic(strategic, current, type));
      }
      case APPLY -> throw new IllegalArgumentException("apply is not an edit by itself");
    };
  }

  private static Edit patch(UnaryOperator<JsonObject> change) {
    return new Edit() {
      @Override
      public JsonObject apply(JsonObject current) {
        return change.apply(current);
      }

      /** A real server blames the patch, and names no object. */
      @Override
      public Refusal unreadable(JsonObject next, Refusal why) {
        FieldError error =
            FieldError.invalid("patch", Json.write(next), String.valueOf(why.getMessage()));
        return Refusal.invalid(new Named("", "", "", ""), List.of(error));
      }
    };
  }

  private static JsonElement parse(String body) {
    try {
      return Json.parse(body);
    } catch (MalformedJson e) {
      throw Refusal.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  private static JsonObject requireObject(JsonElement patch) {
    if (!patch.isJsonObject()) {
      throw Refusal.badRequest("error decoding patch: the patch must be an object");
    }
    return patch.getAsJsonObject();
  }

  private static Edit jsonPatch(JsonElement patch) {
    JsonElement operations = patch.isJsonNull() ? new JsonArray() : patch;
    if (!operations.isJsonArray()
        || !operations.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonObject)) {
      throw Refusal.badRequest("error decoding patch: the patch must be an array of operations");
    }
    int count = operations.getAsJsonArray().size();
    if (count > MOST_OPERATIONS) {
      throw Refusal.tooLarge(
          "The allowed maximum operations in a JSON patch is "
              + MOST_OPERATIONS
              + ", got "
              + count);
    }
    return patch(
        current -> {
          try {
            return JsonPatch.apply(operations, current).getAsJsonObject();
          } catch (PatchRefused e) {
            throw Refusal.patchRejected();
          }
        });
  }

  private static JsonObject strategic(JsonObject patch, JsonObject current, ResourceType type) {
    try {
      return StrategicMerge.apply(patch, current, type.schema());
    } catch (PatchRefused e) {
      throw Refusal.of(500, "", String.valueOf(e.getMessage()));
    }
  }
}
