package ai.kubernaut.we.kubernetes.engine;

import java.util.List;

/**
 * What tells of a child besides its own object. It may hold more than what belongs to the child.
 *
 * @param parts its execution's parts as last seen, those that are gone among them
 * @param pods its execution's pods as last seen, those that are gone among them
 * @param events Events that may be about any of them
 */
public record Surroundings(List<EnginePart> parts, List<LeanPod> pods, List<LeanEvent> events) {

  public Surroundings {
    parts = List.copyOf(parts);
    pods = List.copyOf(pods);
    events = List.copyOf(events);
  }

  /** Nothing is known besides the child's own object. */
  public static Surroundings none() {
    return new Surroundings(List.of(), List.of(), List.of());
  }
}
