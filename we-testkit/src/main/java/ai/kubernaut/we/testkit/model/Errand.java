package ai.kubernaut.we.testkit.model;

/**
 * What a pass is about: one execution, or what was left behind under a lock name.
 *
 * @param execution its name; empty for what was left behind
 */
record Errand(String lockName, String execution) {

  static Errand leftBehind(String lockName) {
    return new Errand(lockName, "");
  }

  boolean isLeftBehind() {
    return execution.isEmpty();
  }

  @Override
  public String toString() {
    return isLeftBehind() ? "what was left behind" : execution;
  }
}
