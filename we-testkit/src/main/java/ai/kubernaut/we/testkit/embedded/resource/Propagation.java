package ai.kubernaut.we.testkit.embedded.resource;

/** What happens to the dependents of a deleted object. */
public enum Propagation {
  BACKGROUND,
  FOREGROUND,
  ORPHAN
}
