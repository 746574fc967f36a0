package ai.kubernaut.we.kubernetes;

import java.time.Duration;

/** Told of every request that was sent. Implementations must be quick and must not throw. */
@FunctionalInterface
public interface ApiMetrics {

  ApiMetrics NONE = (verb, type, code, took) -> {};

  /**
   * A request was answered, or stayed without an answer.
   *
   * @param verb the API's verb: get, list, watch, create, patch, update, delete, discover
   * @param type plural of the resource type
   * @param code HTTP status, 0 when no answer came
   * @param took until the answer's head was there
   */
  void answered(String verb, String type, int code, Duration took);
}
