package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiError;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** What the controller would make of captured objects and answers, decided by its own code. */
public final class Explanations {

  private static final String PERMANENT = "permanent";
  private static final String TRANSIENT = "transient";
  private static final String UNKNOWN = "unknown";
  private static final String CONFLICT = "Conflict";

  /** What executions are blocked by that wait for the server itself. */
  private static final String UNAVAILABLE = Blockage.SERVER_UNAVAILABLE;

  private Explanations() {}

  /**
   * What becomes of an execution whose child, pods and so on were last seen like this.
   *
   * @param objects in any order; of an object that is given more than once the latest version
   *     counts, and what an earlier one of a pod has shown is remembered. Kinds that tell nothing
   *     are left out.
   * @return {@code phase} and {@code failureDetails}
   * @throws IllegalArgumentException if there is not exactly one child among them; the message says
   *     what is wrong
   */
  public static JsonObject ofObjects(List<JsonObject> objects) {
    return Captured.of(objects).explain();
  }

  /**
   * Whether an answer to the creation of a child is for good, for now, or leaves in doubt what
   * happened.
   *
   * @param code the HTTP status; 0 where no answer came
   * @param body the answer's body, which may be anything
   * @param retryAfter its Retry-After header, empty if absent
   * @return {@code class}, {@code reason} and {@code message}
   */
  public static JsonObject ofAnswer(int code, String body, String retryAfter) {
    ApiError error = ApiError.of(code, body, retryAfter);
    if (error.code() >= 200 && error.code() < 300) {
      return answer(UNKNOWN, "NoError", "The server took the request (HTTP " + code + ").");
    }
    JsonObject answer = Refusals.ofCreate(step(error), error).match(new Classes(error));
    error.retryAfter().ifPresent(wait -> answer.addProperty("retryAfterSeconds", wait.toSeconds()));
    return answer;
  }

  private static String step(ApiError error) {
    return error.objectName().isEmpty()
        ? "take the request"
        : "take the request for %s %s".formatted(error.objectKind(), error.objectName());
  }

  private static JsonObject answer(String kind, String reason, String message) {
    JsonObject answer = new JsonObject();
    answer.addProperty("class", kind);
    answer.addProperty("reason", reason);
    answer.addProperty("message", message);
    return answer;
  }

  /** The class of what a step met. */
  private record Classes(ApiError error) implements Outcome.Cases<JsonObject> {

    @Override
    public JsonObject done() {
      throw new IllegalStateException("an error is no success");
    }

    @Override
    public JsonObject refused(Outcome.Refused outcome) {
      return answer(
          PERMANENT, outcome.reason().toString(), outcome.message() + " " + outcome.advice());
    }

    @Override
    public JsonObject delayed(Outcome.Delayed outcome) {
      return answer(TRANSIENT, blockedBy(outcome).orElse(UNAVAILABLE), outcome.message());
    }

    private static Optional<String> blockedBy(Outcome.Delayed outcome) {
      return Optional.of(outcome.reason())
          .filter(reason -> reason != FailureReason.UNKNOWN)
          .map(Object::toString);
    }

    @Override
    public JsonObject unknown(Outcome.Unknown outcome) {
      return answer(UNKNOWN, UNAVAILABLE, outcome.message());
    }

    /** Something of that name may be there from an earlier try; a version is only out of date. */
    @Override
    public JsonObject stale(Outcome.Stale outcome) {
      boolean told = error.reason().equals(CONFLICT);
      return error.is(ApiError.Kind.ALREADY_EXISTS) || !told
          ? answer(
              UNKNOWN,
              error.reason().isEmpty() ? CONFLICT : error.reason(),
              outcome.message()
                  + " It is read first: what an earlier try of the same execution"
                  + " has created is adopted, and anything else is waited for.")
          : answer(
              TRANSIENT,
              error.reason(),
              outcome.message() + " It is looked at again, and the step is planned anew.");
    }
  }
}
