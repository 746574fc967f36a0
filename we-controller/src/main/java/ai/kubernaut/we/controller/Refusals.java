package ai.kubernaut.we.controller;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.failure.AdmissionRefusal;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiError;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an error of the API server means for a step: for good, for now, unknown, or a stale view. Of
 * an error for good or for now its message names the step, the cause and the remedy.
 */
final class Refusals {

  /** A field that the server cannot read, told without a reason where it is not in the body. */
  private static final Pattern INVALID_VALUE = Pattern.compile("\\bInvalid value:");

  /** The server's own store did not answer it in time, or may have changed hands meanwhile. */
  private static final Pattern STORE =
      Pattern.compile("\\betcdserver:|\\brpc error:|\\bcontext deadline exceeded\\b");

  /** Statuses of gateways that have sent a request on, and know no more. */
  private static final Set<Integer> GATEWAY = Set.of(502, 504, 524);

  private static final String WEBHOOK = "failed calling webhook";

  /** What helps after a create that was refused for good. */
  private static final String ANEW = ", then create a new WorkflowExecution.";

  /** What helps after any other step that was refused for good. */
  private static final String AGAIN = "; until then it is tried again and again.";

  private Refusals() {}

  /** Of a create: what already exists is a stale view; what was refused for good says why. */
  static Outcome ofCreate(String what, ApiError error) {
    return switch (error.kind()) {
      case ALREADY_EXISTS, CONFLICT -> new Outcome.Stale(error.summary());
      case NO_ANSWER -> unknown(what, error);
      case UNAVAILABLE -> unavailable(what, error, ANEW);
      case TOO_MANY_REQUESTS, UNAUTHORIZED, GONE -> forNow(what, error);
      case FORBIDDEN -> forbidden(what, error, ANEW);
      case NOT_FOUND -> notFound(what, error);
      case INVALID, BAD_REQUEST -> invalid(what, error, ANEW);
      case OTHER -> other(what, error, ANEW);
    };
  }

  /** Of a patch or a delete of something that was seen. */
  static Outcome ofChange(String what, ApiError error) {
    return switch (error.kind()) {
      case NOT_FOUND, CONFLICT, ALREADY_EXISTS, GONE -> new Outcome.Stale(error.summary());
      case NO_ANSWER, UNAVAILABLE -> unknown(what, error);
      case TOO_MANY_REQUESTS, UNAUTHORIZED -> forNow(what, error);
      case FORBIDDEN -> forbidden(what, error, AGAIN);
      case INVALID, BAD_REQUEST -> invalid(what, error, AGAIN);
      case OTHER -> other(what, error, AGAIN);
    };
  }

  private static Outcome forbidden(String what, ApiError error, String then) {
    if (error.hasCause("NamespaceTerminating")) {
      return delayed(
          FailureReason.CONFIGURATION_ERROR,
          what,
          error,
          "It goes on when the namespace was deleted and created anew.");
    }
    Optional<AdmissionRefusal> refusal = AdmissionRefusal.known(error.message());
    if (refusal.filter(AdmissionRefusal::forNow).isPresent()) {
      return delayed(refusal.get().reason(), what, error, refusal.get().advice());
    }
    return new Outcome.Refused(
        refusal.map(AdmissionRefusal::reason).orElse(FailureReason.FORBIDDEN),
        said(what, error),
        advice(refusal, "Grant the controller or the namespace what the server asks for") + then);
  }

  private static String advice(Optional<AdmissionRefusal> refusal, String otherwise) {
    return refusal.map(AdmissionRefusal::advice).map(Refusals::strip).orElse(otherwise);
  }

  /**
   * A missing namespace is not created by us, nor is anything else that the server names. An API
   * that is missing may still be installed.
   */
  private static Outcome notFound(String what, ApiError error) {
    if (error.objectName().isEmpty()) {
      return delayed(
          FailureReason.UNKNOWN,
          what,
          error,
          "The API that it asks for is not served; it goes on when that is installed.");
    }
    return new Outcome.Refused(
        FailureReason.CONFIGURATION_ERROR,
        said(what, error),
        error.objectKind().equals("namespaces")
            ? "Create the namespace, or set execution.namespace to one that exists."
            : "Create what it names" + ANEW);
  }

  private static Outcome invalid(String what, ApiError error, String then) {
    Optional<AdmissionRefusal> policy =
        AdmissionRefusal.known(error.message()).filter(r -> r.reason() == FailureReason.FORBIDDEN);
    return new Outcome.Refused(
        policy.map(AdmissionRefusal::reason).orElse(FailureReason.CONFIGURATION_ERROR),
        said(what, error),
        advice(policy, "Correct what the server names") + then);
  }

  /** A gateway, or a store without an answer, does not say whether the server has done it. */
  private static Outcome unavailable(String what, ApiError error, String then) {
    if (error.reason().isEmpty() && INVALID_VALUE.matcher(error.message()).find()) {
      return invalid(what, error, then);
    }
    boolean store = STORE.matcher(error.message()).find() && !error.message().contains(WEBHOOK);
    boolean lost = GATEWAY.contains(error.code()) || store;
    return lost ? unknown(what, error) : forNow(what, error);
  }

  /** Whatever the server answers with another 4xx, it will answer again. */
  private static Outcome other(String what, ApiError error, String then) {
    if (error.code() == 408) {
      return unknown(what, error);
    }
    if (error.code() == 413) {
      return new Outcome.Refused(
          FailureReason.CONFIGURATION_ERROR,
          said(what, error),
          "Make what the workflow is given smaller, such as its parameters" + then);
    }
    return error.code() >= 400 && error.code() < 500 && error.code() != 425
        ? new Outcome.Refused(
            FailureReason.CONFIGURATION_ERROR,
            said(what, error),
            "Look whether something between the controller and the API server changes requests,"
                + " or whether their versions fit"
                + then)
        : forNow(what, error);
  }

  private static Outcome forNow(String what, ApiError error) {
    return delayed(FailureReason.UNKNOWN, what, error, remedy(error));
  }

  private static String remedy(ApiError error) {
    if (error.message().contains(WEBHOOK)) {
      return "Repair the admission webhook that it names; until then it is tried again.";
    }
    return switch (error.kind()) {
      case UNAUTHORIZED -> "Renew the credentials of the controller; until then it is tried again.";
      case TOO_MANY_REQUESTS -> "It is tried again when the server has room.";
      default -> "It is tried again; look after the API server if this lasts.";
    };
  }

  private static Outcome unknown(String what, ApiError error) {
    return new Outcome.Unknown(
        said(what, error) + " Whether it happened is looked up before it is tried again.");
  }

  private static Outcome delayed(FailureReason reason, String what, ApiError error, String remedy) {
    return new Outcome.Delayed(reason, said(what, error) + " " + remedy, error.retryAfter());
  }

  private static String said(String what, ApiError error) {
    return "The API server did not %s: %s.".formatted(what, strip(error.summary()));
  }

  private static String strip(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
