package ai.kubernaut.we.kubernetes;

import ai.kubernaut.we.kubernetes.ApiError.Cause;
import ai.kubernaut.we.kubernetes.ApiError.Kind;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads refusals: a Status object, in a body of whatever declared type, or plain text. */
final class ApiErrors {

  private static final int LONGEST_MESSAGE = 4096;

  private ApiErrors() {}

  /**
   * A refused call.
   *
   * @param code the HTTP status of the answer
   * @param body its body, which may be anything
   * @param retryAfter its Retry-After header, empty if absent
   */
  static ApiError fromBody(int code, String body, String retryAfter) {
    Optional<JsonObject> json = Json.parse(body);
    Optional<JsonObject> event =
        json.filter(parsed -> Json.string(parsed, "type").equals(Optional.of("ERROR")))
            .flatMap(parsed -> Json.object(parsed, "object"));
    if (event.isPresent()) {
      return fromEvent(event.get());
    }
    JsonObject status =
        json.filter(parsed -> parsed.has("status") || parsed.has("reason"))
            .orElseGet(() -> plainText(code, body));
    return fromStatus(code, status, seconds(retryAfter));
  }

  /** The refusal that a body is, whatever the status of its answer; empty where it is none. */
  static Optional<ApiError> within(JsonObject body) {
    return Optional.of(body)
        .filter(b -> Json.string(b, "kind").filter("Status"::equals).isPresent())
        .filter(b -> Json.string(b, "status").filter("Failure"::equals).isPresent())
        .map(
            b ->
                Json.integer(b, "code").orElse(0) == 0
                    ? ApiError.noAnswer(Json.string(b, "message").orElse("a Status without a code"))
                    : fromEvent(b));
  }

  /** What is wrong with an answer that calls itself a success: a refusal, or somebody's page. */
  static Optional<ApiError> inSuccess(String body) {
    return body.strip().startsWith("<")
        ? Optional.of(ApiError.noAnswer("the answer could not be read"))
        : Json.parse(body).flatMap(ApiErrors::within);
  }

  /** An ERROR event of a watch, which carries its code within the Status. */
  static ApiError fromEvent(JsonObject status) {
    int code = (int) Json.integer(status, "code").orElse(0);
    return fromStatus(code, status, Optional.empty());
  }

  private static ApiError fromStatus(int code, JsonObject status, Optional<Duration> retryAfter) {
    String reason = Json.string(status, "reason").orElse("");
    return new ApiError(
        kind(code, reason),
        code,
        reason,
        shorten(Json.string(status, "message").orElse("HTTP " + code)),
        Json.string(status, "details", "kind").orElse(""),
        Json.string(status, "details", "name").orElse(""),
        causes(status),
        retryAfter.or(() -> secondsIn(status)));
  }

  private static Kind kind(int code, String reason) {
    return switch (code) {
      case 400 -> Kind.BAD_REQUEST;
      case 401 -> Kind.UNAUTHORIZED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 409 -> reason.equals("AlreadyExists") ? Kind.ALREADY_EXISTS : Kind.CONFLICT;
      case 410 -> Kind.GONE;
      case 422 -> Kind.INVALID;
      case 429 -> Kind.TOO_MANY_REQUESTS;
      default -> code >= 500 ? Kind.UNAVAILABLE : Kind.OTHER;
    };
  }

  private static List<Cause> causes(JsonObject status) {
    return Json.objects(status, "details", "causes").stream()
        .map(
            cause ->
                new Cause(
                    Json.string(cause, "reason").orElse(""),
                    Json.string(cause, "field").orElse(""),
                    shorten(Json.string(cause, "message").orElse(""))))
        .toList();
  }

  private static JsonObject plainText(int code, String body) {
    JsonObject status = new JsonObject();
    status.addProperty("message", body.isBlank() ? "HTTP " + code : body.strip());
    return status;
  }

  private static Optional<Duration> secondsIn(JsonObject status) {
    OptionalLong seconds = Json.integer(status, "details", "retryAfterSeconds");
    return seconds.isPresent() && seconds.getAsLong() > 0
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  /** The API server sends seconds; a date, which a proxy might send, is not worth a clock here. */
  private static Optional<Duration> seconds(String header) {
    return header.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
        : Optional.empty();
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
