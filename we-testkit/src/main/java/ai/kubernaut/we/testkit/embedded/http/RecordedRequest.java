package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.traffic.RequestFacts;
import java.time.Duration;
import java.time.Instant;

/**
 * One request that the API has answered; a watch is recorded when it ends.
 *
 * @param at when it came in
 * @param verb see {@link RequestFacts#verb}
 * @param group see {@link RequestFacts#group}
 * @param resource see {@link RequestFacts#resource}
 * @param subresource see {@link RequestFacts#subresource}
 * @param namespace see {@link RequestFacts#namespace}
 * @param name see {@link RequestFacts#name}
 * @param code HTTP status code; 0 where the connection was lost before any answer
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
    Duration took)
    implements RequestFacts {}
