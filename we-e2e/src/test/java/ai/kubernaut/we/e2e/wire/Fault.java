package ai.kubernaut.we.e2e.wire;

/** What becomes of a request on its way to the API server and back. */
public enum Fault {
  NONE,
  /** The request, and then its answer, take their time. */
  SLOW,
  /** The connection breaks before the server has heard of it. */
  LOST,
  /** The server has done it; the connection breaks instead of an answer. */
  ANSWER_LOST,
  /** The server has done it; the answer breaks off half-way. */
  ANSWER_CUT,
  /** The connection breaks, and the request reaches the server some time later. */
  LATE,
  /** Somebody on the way sends it twice; what is answered is the second answer. */
  TWICE,
  /** No answer for a while, then the connection breaks; the server has not heard of it. */
  HUNG,
  /** 409, of which the server knows nothing. */
  CONFLICT,
  /** 429, of which the server knows nothing. */
  TOO_MANY,
  /** 500, of which the server knows nothing. */
  BROKEN,
  /** 503 without a Status, of which the server knows nothing. */
  UNAVAILABLE,
  /** 504, though the server has done it. */
  TIMED_OUT,
  /** 500, though the server has done it. */
  BROKEN_AFTER,
  /** 401, of which the server knows nothing. */
  UNAUTHORIZED,

  /** A watch breaks off after a while, within an event. */
  WATCH_CUT,
  /** A watch ends in good order after a while. */
  WATCH_ENDED,
  /** A watch stays open after a while, and says nothing any more. */
  WATCH_SILENT,
  /** The events of a watch take their time. */
  WATCH_SLOW,
  /** 410 instead of a watch. */
  WATCH_GONE,
  /** 410 as an event, after a while. */
  WATCH_EXPIRED;

  boolean ofWatch() {
    return name().startsWith("WATCH_");
  }
}
