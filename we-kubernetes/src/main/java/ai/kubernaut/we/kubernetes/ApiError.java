package ai.kubernaut.we.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a call did not do what was asked. Safe to log: it never holds headers, credentials or what
 * was sent, apart from what the server quotes in its message.
 *
 * @param kind what sort of refusal or fault it is
 * @param code the HTTP status, 0 when no answer came
 * @param reason the reason of the server's Status, empty if it gave none
 * @param message the server's words, or what happened to the connection
 * @param objectKind kind or plural of the object the server names, empty if none
 * @param objectName name of the object the server names, empty if none
 * @param causes the details the server gives
 * @param retryAfter how long the server asks to wait
 */
public record ApiError(
    Kind kind,
    int code,
    String reason,
    String message,
    String objectKind,
    String objectName,
    List<Cause> causes,
    Optional<Duration> retryAfter) {

  /** The sorts of refusals and faults that callers tell apart. */
  public enum Kind {
    NOT_FOUND,
    ALREADY_EXISTS,
    CONFLICT,
    GONE,
    INVALID,
    BAD_REQUEST,
    FORBIDDEN,
    UNAUTHORIZED,
    TOO_MANY_REQUESTS,
    /** The server answered 5xx. */
    UNAVAILABLE,
    /** No usable answer: the connection failed, the time was up, or the answer was cut short. */
    NO_ANSWER,
    OTHER
  }

  /** One detail of a refusal: what is wrong, and with which field. Parts may be empty. */
  public record Cause(String reason, String field, String message) {}

  public ApiError {
    causes = List.copyOf(causes);
  }

  /** A call that got no usable answer. */
  public static ApiError noAnswer(String message) {
    return new ApiError(Kind.NO_ANSWER, 0, "", message, "", "", List.of(), Optional.empty());
  }

  /**
   * What an answer says that refuses a call.
   *
   * @param code the HTTP status; 0 where no answer came, and then the body says what happened
   * @param body a Status, the ERROR event of a watch, or anything else
   * @param retryAfter the Retry-After header, empty if absent
   */
  public static ApiError of(int code, String body, String retryAfter) {
    if (code == 0) {
      return noAnswer(body.strip());
    }
    ApiError told = ApiErrors.fromBody(code, body, retryAfter);
    return told.code() >= 200 && told.code() < 300 ? ApiErrors.inSuccess(body).orElse(told) : told;
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  /** Whether the server may have done, or may yet do, what it was asked: look before repeating. */
  public boolean mayHaveHappened() {
    return kind == Kind.NO_ANSWER || kind == Kind.UNAVAILABLE;
  }

  /** Whether the same request may well succeed later without anybody changing anything. */
  public boolean isTransient() {
    return mayHaveHappened() || kind == Kind.TOO_MANY_REQUESTS || kind == Kind.UNAUTHORIZED;
  }

  public boolean hasCause(String causeReason) {
    return causes.stream().anyMatch(cause -> cause.reason().equals(causeReason));
  }

  /** One line for logs and conditions. */
  public String summary() {
    String what = reason.isEmpty() ? kind.name() : reason;
    return (code == 0 ? what : code + " " + what) + ": " + message;
  }
}
