package ai.kubernaut.we.e2e;

import ai.kubernaut.we.core.target.LockName;
import ai.kubernaut.we.e2e.wire.Gate;
import ai.kubernaut.we.e2e.wire.Route;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lets nothing more through about an execution once it has come to its crash point. */
final class Freezer implements Gate {

  private final CrashPoint point;
  private final Map<String, String> executions = new HashMap<>();
  private final Set<String> frozen = ConcurrentHashMap.newKeySet();

  /**
   * Those that have ended and whose Event is to come: nothing else is written before it. Its answer
   * is let through, because Events are sent one by one.
   */
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  /**
   * A gate.
   *
   * @param executions the names of executions, each on a Deployment of its own name
   */
  Freezer(CrashPoint point, List<String> executions) {
    this.point = point;
    for (String name : executions) {
      this.executions.put(name, name);
      this.executions.put(child(name), name);
    }
  }

  /** The name of the child and the lock of an execution. */
  static String child(String execution) {
    return LockName.of("default/deployment/" + execution).orElseThrow().value();
  }

  /** The executions that have come to their point. */
  Set<String> frozen() {
    return Set.copyOf(frozen);
  }

  @Override
  public boolean admits(Route route, JsonObject body) {
    Optional<String> execution = execution(route, body);
    if (point == CrashPoint.AUDIT && point.matches(route, body)) {
      execution.ifPresent(frozen::add);
    }
    boolean waits =
        execution.filter(ended::contains).isPresent() && !route.resource().equals("events");
    return !route.isWrite() || (!waits && execution.filter(frozen::contains).isEmpty());
  }

  @Override
  public boolean returns(Route route, JsonObject body, int code) {
    Optional<String> execution = execution(route, body);
    boolean done = code < 300;
    if (done && point == CrashPoint.EVENT && CrashPoint.TERMINAL.matches(route, body)) {
      execution.ifPresent(ended::add);
    }
    boolean there = done && point != CrashPoint.AUDIT && point.matches(route, body);
    if (there) {
      execution.ifPresent(frozen::add);
    }
    return (there && point == CrashPoint.EVENT) || execution.filter(frozen::contains).isEmpty();
  }

  private Optional<String> execution(Route route, JsonObject body) {
    return Stream.of(
            Optional.of(route.name()),
            Json.string(body, "metadata", "name"),
            Json.string(body, "involvedObject", "name"),
            Json.string(body, "regarding", "name"))
        .flatMap(Optional::stream)
        .filter(executions::containsKey)
        .map(executions::get)
        .findFirst();
  }
}
