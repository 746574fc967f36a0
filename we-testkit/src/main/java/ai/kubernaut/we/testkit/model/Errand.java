package ai.kubernaut.we.testkit.model;

/**
 * What a controller works on: one execution, or what was left behind under a lock name.
 *
 * @param number its place among all errands
 * @param subject the number of the execution
 * @param execution its name; empty for what was left behind
 */
record Errand(int number, String lockName, int subject, String execution) {

  static final int LEFT_BEHIND = -1;

  boolean isLeftBehind() {
    return subject == LEFT_BEHIND;
  }

  @Override
  public String toString() {
    return isLeftBehind() ? "what was left behind" : execution;
  }
}
