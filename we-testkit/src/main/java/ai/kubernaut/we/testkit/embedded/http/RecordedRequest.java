package ai.kubernaut.we.testkit.embedded.http;

import java.time.Duration;
import java.time.Instant;

/**
 * One request that the API has answered; a watch is recorded when it ends.
 *
 * @param at when it came in
 * @param verb Kubernetes verb: {@code get}, {@code list}, {@code watch}, {@code create}, {@code
 *     update}, {@code patch}, {@code delete}, {@code deletecollection}; the HTTP method in lower
 *     case for other paths
 * @param group API group; empty for the core group and other paths
 * @param resource plural, or the whole path where it leads to no resource
 * @param subresource empty for the object itself
 * @param namespace empty for cluster scope and for all namespaces
 * @param name empty for collections
 * @param code HTTP status code
 * @param userAgent who asked
 * @param requestBytes size of the request body
 * @param responseBytes size of the response body
 * @param took time from arrival to the end of the answer
 */
public record RecordedRequest(
    Instant at,
    String verb,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    int code,
    String userAgent,
    long requestBytes,
    long responseBytes,
    Duration took) {

  /** Whether the request could change anything. */
  public boolean isWrite() {
    return switch (verb) {
      case "create", "update", "patch", "delete", "deletecollection" -> true;
      default -> false;
    };
  }
}
