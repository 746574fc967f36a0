package ai.kubernaut.we.kubernetes;

import com.google.gson.JsonObject;

/**
 * One event of a watch. Errors are not events here: they end the watch.
 *
 * @param object the object as it is, for DELETED as it last was; for BOOKMARK only its version
 */
public record WatchEvent(Type type, JsonObject object) {

  /** What happened to the object. */
  public enum Type {
    ADDED,
    MODIFIED,
    DELETED,
    BOOKMARK
  }

  /** The version that a later watch can go on from. */
  public String resourceVersion() {
    return Json.string(object, "metadata", "resourceVersion").orElse("");
  }
}
