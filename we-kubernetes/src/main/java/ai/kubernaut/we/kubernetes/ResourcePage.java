package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * One page of a list.
 *
 * @param items the objects; lists leave out their apiVersion and kind
 * @param resourceVersion the version of the whole list, from which a watch can go on
 * @param next the token of the next page, empty if this is the last
 */
public record ResourcePage(List<JsonObject> items, String resourceVersion, String next) {

  static ResourcePage of(JsonObject list) {
    return new ResourcePage(
        Json.objects(list, "items"),
        Json.string(list, "metadata", "resourceVersion").orElse(""),
        Json.string(list, "metadata", "continue").orElse(""));
  }

  public boolean isLast() {
    return next.isEmpty();
  }
}
