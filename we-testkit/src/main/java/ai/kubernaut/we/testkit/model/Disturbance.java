package ai.kubernaut.we.testkit.model;

/** What can go wrong, or get in the way. Each occurrence counts as one fault. */
public enum Disturbance {
  /** A write arrives when its sender has given up on it: at once, later or never. */
  ARRIVES_LATE,
  /** The server turns a write away for now: 429, 5xx, quota, an unreachable webhook. */
  TURNED_AWAY,
  /** The server refuses a write for good: 403, 404, 422. */
  REFUSED,
  /** A controller loses its memory, at any moment and after every write. */
  CRASH,
  /** The watch of one kind stops telling, until it goes on. */
  STALLED_WATCH,
  /** Every watch of a controller stops telling, until it lists everything anew: two faults. */
  STALLED_WATCHES,
  /** Another process believes to be the leader too. */
  SECOND_LEADER,
  /** A restart brings another default engine. */
  OTHER_DEFAULT,
  /** The workflow catalog says something else from now on. */
  OTHER_CATALOG,
  /** The workflow catalog answers nothing, until it works again. */
  CATALOG_DOWN,
  /** Discovery fails for an engine, until it works again. */
  ENGINE_UNKNOWN,
  CANCEL,
  /** A person clears a failed execution, and the webhook stamps it. */
  CLEAR,
  DELETE_EXECUTION,
  /** The spec is changed, on a server without CEL. */
  EDIT_SPEC,
  /** Somebody takes our finalizer off an execution. */
  STRIP_EXECUTION,
  /** Somebody deletes a child in the foreground. */
  DELETE_CHILD,
  /** Somebody deletes a child in a way that does not wait for its pods. */
  DELETE_CHILD_CARELESSLY,
  /** Somebody takes all finalizers off a child and deletes it. */
  DESTROY_CHILD,
  SUSPEND_CHILD,
  /** Somebody lets a child run that is held. */
  RESUME_CHILD,
  /** Somebody, or a node that goes, takes the pod of a child away. */
  DELETE_POD,
  DELETE_LOCK,
  /** Somebody takes what we wrote off a lock. */
  EDIT_LOCK,
  FOREIGN_LOCK,
  FOREIGN_CHILD,
  /** The audit sink refuses an event for good. */
  AUDIT_REFUSED,
  /** The audit sink answers nothing, until it works again. */
  AUDIT_DOWN,
  /** Time passes, a little or a lot, while a controller has work to do. */
  PAUSE,
  /** The clock goes back by a tick. */
  CLOCK_BACK
}
