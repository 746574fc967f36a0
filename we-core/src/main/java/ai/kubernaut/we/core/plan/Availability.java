package ai.kubernaut.we.core.plan;

/** Whether the API of a registered engine can be used. */
public enum Availability {
  SERVED,
  /** The API server does not know it, so none of its objects exist. */
  NOT_SERVED,
  /** It could not be found out yet. */
  UNKNOWN
}
