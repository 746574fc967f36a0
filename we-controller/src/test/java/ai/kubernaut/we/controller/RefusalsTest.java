package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.core.settle.Outcome;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.ApiError.Cause;
import ai.kubernaut.we.kubernetes.ApiError.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {

  private static final String CREATE = "create Job kubernaut-workflows/wfe-1";

  @ParameterizedTest(name = "a create that meets {0} {1} \"{2}\" is {3} {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ALREADY_EXISTS    | 409 | it is there already              | Stale   |",
        "ALREADY_EXISTS    | 409 | object is being deleted          | Stale   |",
        "CONFLICT          | 409 | it was changed                   | Stale   |",
        "NO_ANSWER         | 0   | connection reset                 | Unknown |",
        "UNAVAILABLE       | 504 | Timeout                          | Unknown |",
        "UNAVAILABLE       | 500 | failed calling webhook           | Delayed | Unknown",
        "UNAVAILABLE       | 503 | leader changed                   | Delayed | Unknown",
        "TOO_MANY_REQUESTS | 429 | slow down                        | Delayed | Unknown",
        "UNAUTHORIZED      | 401 | token expired                    | Delayed | Unknown",
        "NOT_FOUND         | 404 | page not found                   | Delayed | Unknown",
        "GONE              | 410 | expired                          | Delayed | Unknown",
        "OTHER             | 415 | unsupported                      | Refused | ConfigurationError",
        "OTHER             | 302 | moved                            | Delayed | Unknown",
        "UNAVAILABLE       | 502 | bad gateway                      | Unknown |",
        "UNAVAILABLE       | 500 | etcdserver: request timed out    | Unknown |",
        "FORBIDDEN         | 403 | exceeded quota: jobs             | Delayed | ResourceExhausted",
        "FORBIDDEN         | 403 | failed quota: q: must specify cpu| Delayed | ConfigurationError",
        "FORBIDDEN         | 403 | cannot create resource jobs      | Refused | Forbidden",
        "INVALID           | 422 | spec.template: Required value    | Refused | ConfigurationError",
        "BAD_REQUEST       | 400 | quantities must match            | Refused | ConfigurationError",
        "INVALID           | 422 | ValidatingAdmissionPolicy 'p' denied | Refused | Forbidden",
      })
  void ofACreate(Kind kind, int code, String message, String outcome, String reason) {
    Outcome refusal = Refusals.ofCreate(CREATE, error(kind, code, message));

    assertThat(refusal.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(reason(refusal)).isEqualTo(Optional.ofNullable(reason));
  }

  @ParameterizedTest(name = "a change that meets {0} {1} is {2}")
  @CsvSource({
    "NOT_FOUND,         404, Stale",
    "CONFLICT,          409, Stale",
    "ALREADY_EXISTS,    409, Stale",
    "GONE,              410, Stale",
    "NO_ANSWER,         0,   Unknown",
    "UNAVAILABLE,       503, Unknown",
    "TOO_MANY_REQUESTS, 429, Delayed",
    "UNAUTHORIZED,      401, Delayed",
    "OTHER,             415, Refused",
    "FORBIDDEN,         403, Refused",
    "INVALID,           422, Refused",
    "BAD_REQUEST,       400, Refused",
  })
  void ofAChange(Kind kind, int code, String outcome) {
    Outcome refusal = Refusals.ofChange("delete Job", error(kind, code, "because"));

    assertThat(refusal.getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void aNamespaceThatTerminatesIsWaitedFor() {
    ApiError error =
        new ApiError(
            Kind.FORBIDDEN,
            403,
            "Forbidden",
            "namespace is being terminated",
            "",
            "",
            List.of(new Cause("NamespaceTerminating", "metadata.namespace", "")),
            Optional.empty());

    assertThat(Refusals.ofCreate(CREATE, error)).isInstanceOf(Outcome.Delayed.class);
  }

  @Test
  void aNamespaceThatIsMissingIsAMistakeInTheConfiguration() {
    ApiError error =
        new ApiError(
            Kind.NOT_FOUND,
            404,
            "NotFound",
            "namespaces \"runs\" not found",
            "namespaces",
            "runs",
            List.of(),
            Optional.empty());

    assertThat(Refusals.ofCreate(CREATE, error))
        .isEqualTo(
            new Outcome.Refused(
                FailureReason.CONFIGURATION_ERROR,
                "The API server did not create Job kubernaut-workflows/wfe-1: 404 NotFound:"
                    + " namespaces \"runs\" not found.",
                "Create the namespace, or set execution.namespace to one that exists."));
  }

  @Test
  void theServersWishToBeLeftAloneIsKept() {
    ApiError error =
        new ApiError(
            Kind.TOO_MANY_REQUESTS,
            429,
            "",
            "slow down",
            "",
            "",
            List.of(),
            Optional.of(Duration.ofSeconds(7)));

    assertThat(((Outcome.Delayed) Refusals.ofCreate(CREATE, error)).retryAfter())
        .contains(Duration.ofSeconds(7));
    assertThat(((Outcome.Delayed) Refusals.ofChange("delete Job", error)).retryAfter())
        .contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Kind.class)
  void everyErrorNamesStepAndCause(Kind kind) {
    ApiError error = error(kind, kind == Kind.NO_ANSWER ? 0 : 499, "the cause of it.");
    for (Outcome outcome :
        List.of(Refusals.ofCreate(CREATE, error), Refusals.ofChange(CREATE, error))) {
      if (!(outcome instanceof Outcome.Stale)) {
        assertThat(message(outcome))
            .startsWith("The API server did not " + CREATE + ": ")
            .contains("the cause of it.")
            .doesNotContain("..")
            .endsWith(".");
      }
    }
  }

  @Test
  void theRemedyFitsWhatIsLeftToDo() {
    ApiError forbidden = error(Kind.FORBIDDEN, 403, "no");

    assertThat(((Outcome.Refused) Refusals.ofCreate(CREATE, forbidden)).advice())
        .endsWith("then create a new WorkflowExecution.");
    assertThat(((Outcome.Refused) Refusals.ofChange("delete Job", forbidden)).advice())
        .doesNotContain("new WorkflowExecution")
        .endsWith("until then it is tried again and again.");
  }

  private static ApiError error(Kind kind, int code, String message) {
    return new ApiError(kind, code, "", message, "", "", List.of(), Optional.empty());
  }

  private static Optional<String> reason(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return Optional.of(refused.reason().toString());
    }
    return outcome instanceof Outcome.Delayed delayed
        ? Optional.of(delayed.reason().toString())
        : Optional.empty();
  }

  private static String message(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused.message();
    }
    return outcome instanceof Outcome.Delayed delayed
        ? delayed.message()
        : ((Outcome.Unknown) outcome).message();
  }
}
