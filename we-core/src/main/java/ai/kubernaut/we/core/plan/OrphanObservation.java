package ai.kubernaut.we.core.plan;

import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.lock.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a decision about what was left behind under one lock name rests on.
 *
 * @param children what has the lock's name, of any engine and anybody
 * @param executions uids of the executions that exist
 * @param pods pods by the uid of their execution
 */
public record OrphanObservation(
    Instant now,
    Observation.Scope scope,
    Optional<Lock> lock,
    List<Child> children,
    Set<String> executions,
    Map<String, Integer> pods,
    Settings settings) {

  public OrphanObservation {
    children = List.copyOf(children);
    executions = Set.copyOf(executions);
    pods = Map.copyOf(pods);
  }

  boolean live() {
    return scope != Observation.Scope.CACHES;
  }
}
