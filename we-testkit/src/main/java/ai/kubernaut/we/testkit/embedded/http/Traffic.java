package ai.kubernaut.we.testkit.embedded.http;

import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Recorded requests, to be narrowed and counted: {@code
 * api.traffic().of(RequestMatcher.any().writes().resource("jobs")).count()}.
 *
 * @param requests in order of completion
 */
public record Traffic(List<RecordedRequest> requests) {
  public Traffic {
    requests = List.copyOf(requests);
  }

  private Traffic only(Predicate<RecordedRequest> wanted) {
    return new Traffic(requests.stream().filter(wanted).toList());
  }

  /** Those that match. */
  public Traffic of(RequestMatcher matcher) {
    return only(matcher::matches);
  }

  /** Those answered with this HTTP status code. */
  public Traffic code(int code) {
    return only(request -> request.code() == code);
  }

  /** Those answered with any status code from 400 on, or not at all. */
  public Traffic failed() {
    return only(request -> request.code() >= 400 || request.code() == 0);
  }

  /** Those that came in at a time or later. */
  public Traffic since(Instant start) {
    return only(request -> !request.at().isBefore(start));
  }

  public int count() {
    return requests.size();
  }

  /** Bytes of the request bodies. */
  public long bytesIn() {
    return requests.stream().mapToLong(RecordedRequest::requestBytes).sum();
  }

  /** Bytes of the response bodies. */
  public long bytesOut() {
    return requests.stream().mapToLong(RecordedRequest::responseBytes).sum();
  }

  /** How many there are of each verb and resource, for example {@code patch jobs/status}. */
  public Map<String, Integer> summary() {
    Map<String, Integer> counts = new TreeMap<>();
    for (RecordedRequest request : requests) {
      String sub = request.subresource().isEmpty() ? "" : "/" + request.subresource();
      counts.merge(request.verb() + " " + request.resource() + sub, 1, Integer::sum);
    }
    return counts;
  }
}
