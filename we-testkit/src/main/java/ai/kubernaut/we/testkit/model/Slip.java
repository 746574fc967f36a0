package ai.kubernaut.we.testkit.model;

/** A mistake of the shell that carries out what was decided, to show that the model finds it. */
public enum Slip {
  /** What it has written itself it knows only from its watch. */
  FORGETS_OWN_WRITES,
  /** The status is written whatever version the execution has. */
  WRITES_ANY_VERSION,
  /** A child is deleted in the background: its pods go only after it. */
  DELETES_IN_BACKGROUND,
  /** A child is deleted by its name alone. */
  DELETES_BY_NAME,
  /** A child runs as soon as it is created. */
  CREATES_RUNNING,
  /** A child is started by its name alone. */
  STARTS_BY_NAME,
  /** A lock is released by its name alone. */
  RELEASES_BY_NAME,
  /** An event counts as delivered once it is in a queue of the process. */
  CONFIRMS_FROM_MEMORY
}
