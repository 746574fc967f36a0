package ai.kubernaut.we.testkit.embedded.api;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.JsonPatch;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.MergePatch;
import ai.kubernaut.we.testkit.embedded.json.PatchRefused;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.schema.StrategicMerge;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Patches other than apply, as edits. */
public final class Patches {
  private static final int MOST_OPERATIONS = 10_000;

  private Patches() {}

  /** The edit that a patch body describes. */
  public static Edit edit(PatchType format, String body, ResourceType type) {
    JsonElement patch = parse(body);
    return switch (format) {
      case JSON -> jsonPatch(patch);
      case MERGE -> current -> object(MergePatch.apply(requireObject(patch), current));
      case STRATEGIC -> current -> strategic(requireObject(patch).getAsJsonObject(), current, type);
      case APPLY -> throw new IllegalArgumentException("apply is not an edit by itself");
    };
  }

  private static JsonElement parse(String body) {
    try {
      return Json.parse(body);
    } catch (MalformedJson e) {
      throw Refusal.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  private static JsonElement requireObject(JsonElement patch) {
    if (!patch.isJsonObject()) {
      throw Refusal.badRequest("error decoding patch: the patch must be an object");
    }
    return patch;
  }

  private static Edit jsonPatch(JsonElement patch) {
    if (!patch.isJsonArray()
        || !patch.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonObject)) {
      throw Refusal.badRequest("error decoding patch: the patch must be an array of operations");
    }
    if (patch.getAsJsonArray().size() > MOST_OPERATIONS) {
      throw Refusal.tooLarge(
          "The allowed maximum operations in a JSON patch is "
              + MOST_OPERATIONS
              + ", got "
              + patch.getAsJsonArray().size());
    }
    return current -> {
      try {
        return object(JsonPatch.apply(patch, current));
      } catch (PatchRefused e) {
        throw Refusal.patchRejected();
      }
    };
  }

  private static JsonObject strategic(JsonObject patch, JsonObject current, ResourceType type) {
    try {
      return StrategicMerge.apply(patch, current, type.schema());
    } catch (PatchRefused e) {
      throw Refusal.patchRejected();
    }
  }

  private static JsonObject object(JsonElement result) {
    if (!result.isJsonObject()) {
      throw Refusal.badRequest("the patched object is not an object");
    }
    return result.getAsJsonObject();
  }
}
