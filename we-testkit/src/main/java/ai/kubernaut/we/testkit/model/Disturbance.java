package ai.kubernaut.we.testkit.model;

/** What can go wrong, or get in the way. Each occurrence counts as one fault. */
public enum Disturbance {
  /** A write happens and nobody hears of it. */
  ANSWER_LOST,
  /** A write arrives when its sender has given up on it, or never. */
  ARRIVES_LATE,
  /** The server turns a write away for now: 429, 5xx, quota, an unreachable webhook. */
  TURNED_AWAY,
  /** The server refuses a write for good: 403, 404, 422. */
  REFUSED,
  /** A controller loses its memory, at any moment and after every write. */
  CRASH,
  /** A watch stops telling, until it goes on. */
  STALLED_WATCH,
  /** Another process believes to be the leader too. */
  SECOND_LEADER,
  /** A restart brings another default engine. */
  OTHER_DEFAULT,
  /** Discovery fails for an engine, until it works again. */
  ENGINE_UNKNOWN,
  CANCEL,
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
  DELETE_LOCK,
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
