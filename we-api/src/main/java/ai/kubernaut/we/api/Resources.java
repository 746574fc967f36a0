package ai.kubernaut.we.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CPU, memory and other resources of the workflow's container.
 *
 * @param requests by resource name; quantities as written, such as {@code 500m} or {@code 64Mi}
 * @param claims names of resource claims, kept but not used
 */
public record Resources(
    Map<String, Quantity> requests, Map<String, Quantity> limits, List<Claim> claims) {

  public Resources {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
    claims = List.copyOf(claims);
  }

  /** A claim on a dynamically allocated resource. */
  public record Claim(String name, Optional<String> request) {}
}
