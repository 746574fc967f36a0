package ai.kubernaut.we.testkit.embedded.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 7386: members replace, null removes, objects merge. */
public final class MergePatch {
  private MergePatch() {}

  /** The document after the patch; the arguments are left as they were. */
  public static JsonElement apply(JsonElement patch, @Nullable JsonElement document) {
    if (!patch.isJsonObject()) {
      return patch.deepCopy();
    }
    JsonObject merged =
        document != null && document.isJsonObject()
            ? document.getAsJsonObject().deepCopy()
            : new JsonObject();
    for (Map.Entry<String, JsonElement> member : patch.getAsJsonObject().entrySet()) {
      if (member.getValue().isJsonNull()) {
        merged.remove(member.getKey());
      } else {
        merged.add(member.getKey(), apply(member.getValue(), merged.get(member.getKey())));
      }
    }
    return merged;
  }
}
