package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiError;
import java.util.regex.Pattern;

/**
 * What an error of the API server means for a step: for good, for now, unknown, or a stale view.
 */
final class Refusals {

  private static final Pattern QUOTA = Pattern.compile("(exceeded|failed) quota:");
  private static final Pattern ADMISSION_POLICY = Pattern.compile("ValidatingAdmissionPolicy");

  /** What helps after a create that was refused for good. */
  private static final String ANEW = ", then create a new WorkflowExecution.";

  /** What helps after any other step that was refused for good. */
  private static final String AGAIN = "; until then it is tried again and again.";

  private Refusals() {}

  /** Of a create: what already exists is a stale view; what was refused for good says why. */
  static Outcome ofCreate(String what, ApiError error) {
    return switch (error.kind()) {
      case ALREADY_EXISTS, CONFLICT -> new Outcome.Stale(error.summary());
      case NO_ANSWER -> new Outcome.Unknown(said(what, error));
      case UNAVAILABLE ->
          error.code() == 504
              ? new Outcome.Unknown(said(what, error))
              : delayed(FailureReason.UNKNOWN, what, error);
      case TOO_MANY_REQUESTS, UNAUTHORIZED, GONE, OTHER ->
          delayed(FailureReason.UNKNOWN, what, error);
      case FORBIDDEN -> forbidden(what, error, ANEW);
      case NOT_FOUND -> notFound(what, error);
      case INVALID, BAD_REQUEST -> invalid(what, error, ANEW);
    };
  }

  /** Of a patch or a delete of something that was seen. */
  static Outcome ofChange(String what, ApiError error) {
    return switch (error.kind()) {
      case NOT_FOUND, CONFLICT, ALREADY_EXISTS, GONE -> new Outcome.Stale(error.summary());
      case NO_ANSWER, UNAVAILABLE -> new Outcome.Unknown(said(what, error));
      case TOO_MANY_REQUESTS, UNAUTHORIZED, OTHER -> delayed(FailureReason.UNKNOWN, what, error);
      case FORBIDDEN -> forbidden(what, error, AGAIN);
      case INVALID, BAD_REQUEST -> invalid(what, error, AGAIN);
    };
  }

  private static Outcome forbidden(String what, ApiError error, String then) {
    if (QUOTA.matcher(error.message()).find()) {
      return delayed(FailureReason.RESOURCE_EXHAUSTED, what, error);
    }
    if (error.hasCause("NamespaceTerminating")) {
      return delayed(FailureReason.UNKNOWN, what, error);
    }
    return new Outcome.Refused(
        FailureReason.FORBIDDEN,
        said(what, error),
        "Grant the controller or the namespace what the server asks for" + then);
  }

  private static Outcome notFound(String what, ApiError error) {
    if (!error.objectKind().equals("namespaces")) {
      return delayed(FailureReason.UNKNOWN, what, error);
    }
    return new Outcome.Refused(
        FailureReason.CONFIGURATION_ERROR,
        said(what, error),
        "Create the namespace, or set execution.namespace to one that exists.");
  }

  private static Outcome invalid(String what, ApiError error, String then) {
    boolean policy = ADMISSION_POLICY.matcher(error.message()).find();
    return new Outcome.Refused(
        policy ? FailureReason.FORBIDDEN : FailureReason.CONFIGURATION_ERROR,
        said(what, error),
        policy
            ? "Ask whoever owns the admission policy" + then
            : "Correct what the server names" + then);
  }

  private static Outcome delayed(FailureReason reason, String what, ApiError error) {
    return new Outcome.Delayed(reason, said(what, error), error.retryAfter());
  }

  private static String said(String what, ApiError error) {
    return "The API server did not %s: %s.".formatted(what, strip(error.summary()));
  }

  private static String strip(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
