package ai.kubernaut.we.controller.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether this process is alive and ready, from checks that each name their problem. A check that
 * throws has a problem.
 */
public final class Health {

  private final Map<String, Supplier<Optional<String>>> liveness = new LinkedHashMap<>();
  private final Map<String, Supplier<Optional<String>>> readiness = new LinkedHashMap<>();
  private volatile boolean ending;

  /** A problem here means that only a restart can help. */
  public synchronized Health live(String name, Supplier<Optional<String>> problem) {
    liveness.put(name, problem);
    return this;
  }

  /** A problem here means that it is too early, or too late, to count on this process. */
  public synchronized Health ready(String name, Supplier<Optional<String>> problem) {
    readiness.put(name, problem);
    return this;
  }

  /** From now on it is not ready any more. */
  public void ending() {
    ending = true;
  }

  /** What keeps the process from being alive, by check. */
  public synchronized Map<String, String> livenessProblems() {
    return problems(liveness);
  }

  /** What keeps the process from being ready, by check. */
  public synchronized Map<String, String> readinessProblems() {
    Map<String, String> problems = problems(readiness);
    if (ending) {
      problems.put("shutdown", "shutting down");
    }
    return problems;
  }

  private static Map<String, String> problems(Map<String, Supplier<Optional<String>>> checks) {
    Map<String, String> problems = new LinkedHashMap<>();
    checks.forEach((name, check) -> problem(check).ifPresent(text -> problems.put(name, text)));
    return problems;
  }

  private static Optional<String> problem(Supplier<Optional<String>> check) {
    try {
      return check.get();
    } catch (RuntimeException broken) {
      return Optional.of(broken.getClass().getSimpleName());
    }
  }
}
