package ai.kubernaut.we.e2e.wire;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;

/**
 * A request that has passed the proxy, or met its end there.
 *
 * @param replica who asked
 * @param arrived when it came in, as a number that only grows
 * @param body what was sent
 * @param code what the server answered, 0 if it was not asked
 * @param answer the server's words
 * @param answered when the asker had the server's own answer, in the same numbers; 0 if it never
 *     got it
 */
public record Exchange(
    String replica,
    long arrived,
    Route route,
    Fault fault,
    JsonObject body,
    int code,
    JsonObject answer,
    long answered) {

  /** The server has done what was asked. */
  public boolean done() {
    return code >= 200 && code < 300;
  }

  /** The version on which the request was conditional, 0 if on none. */
  public long expected() {
    return Math.max(
        version(body, "metadata", "resourceVersion"),
        version(body, "preconditions", "resourceVersion"));
  }

  /** The version that the server answered with, 0 if with none. */
  public long resulting() {
    return version(answer, "metadata", "resourceVersion");
  }

  private static long version(JsonObject object, String... path) {
    return Json.string(object, path).map(Long::parseLong).orElse(0L);
  }

  @Override
  public String toString() {
    return "#%d %s %s %s %s -> %d%s %s"
        .formatted(
            arrived,
            replica,
            route.verb(),
            route.path(),
            fault == Fault.NONE ? "" : fault,
            code,
            answered == 0 ? " (not answered)" : "",
            code >= 400 ? body + " " + answer : "");
  }
}
