package ai.kubernaut.we.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.ApiError.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Refusals as a real API server wrote them. */
class ApiErrorsTest {

  @ParameterizedTest(name = "{0} is {1} with reason {2}")
  @CsvSource({
    "400-bad-quantity, BAD_REQUEST, BadRequest",
    "400-malformed-json, BAD_REQUEST, BadRequest",
    "400-namespace-mismatch, BAD_REQUEST, BadRequest",
    "400-tekton-crd-wrong-type, BAD_REQUEST, BadRequest",
    "400-tekton-webhook-denied-cycle, BAD_REQUEST, BadRequest",
    "400-tekton-webhook-immutable-spec, BAD_REQUEST, BadRequest",
    "401-bad-token, UNAUTHORIZED, Unauthorized",
    "403-anonymous, FORBIDDEN, Forbidden",
    "403-quota-jobs-count, FORBIDDEN, Forbidden",
    "403-rbac-create-job, FORBIDDEN, Forbidden",
    "404-delete-job, NOT_FOUND, NotFound",
    "404-job, NOT_FOUND, NotFound",
    "405-method, OTHER, MethodNotAllowed",
    "406-accept, OTHER, NotAcceptable",
    "409-alreadyexists, ALREADY_EXISTS, AlreadyExists",
    "409-conflict-delete-precondition-rv, CONFLICT, Conflict",
    "409-conflict-delete-precondition-uid, CONFLICT, Conflict",
    "409-conflict-patch-rv, CONFLICT, Conflict",
    "409-conflict-update, CONFLICT, Conflict",
    "410-list-continue-expired, GONE, Expired",
    "410-list-exact-resourceversion-compacted, GONE, Expired",
    "415-content-type, OTHER, UnsupportedMediaType",
    "415-patch-type, OTHER, UnsupportedMediaType",
    "422-invalid-no-containers, INVALID, Invalid",
    "422-status-invalid, INVALID, Invalid",
    "429-priority-and-fairness, TOO_MANY_REQUESTS, ''",
    "500-tekton-webhook-hangs, UNAVAILABLE, InternalError",
    "500-watch-bad-resourceversion, UNAVAILABLE, ''",
    "500-webhook-connection-refused, UNAVAILABLE, InternalError",
    "503-aggregated-api-unavailable, UNAVAILABLE, ''",
    "504-etcd-stuck-create, UNAVAILABLE, Timeout",
  })
  void readsRecordedRefusals(String recorded, Kind kind, String reason) {
    ApiError error = read(recorded);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyRecordedRefusalHasItsCodeAndTheServersWords(String recorded) {
    ApiError error = read(recorded);

    assertThat(error.code()).isEqualTo(Integer.parseInt(recorded.substring(0, 3)));
    assertThat(error.message()).isNotBlank().doesNotContain("Audit-Id", "\"kind\"");
    assertThat(error.summary()).startsWith(String.valueOf(error.code()));
  }

  @Test
  void keepsTheCausesOfARefusal() {
    ApiError error = read("422-invalid-no-containers");

    assertThat(error.objectKind()).isEqualTo("Job");
    assertThat(error.objectName()).isEqualTo("x");
    assertThat(error.causes())
        .containsExactly(
            new ApiError.Cause(
                "FieldValueRequired", "spec.template.spec.containers", "Required value"));
    assertThat(read("403-namespace-terminating").hasCause("NamespaceTerminating")).isTrue();
  }

  @Test
  void keepsPlainTextAndHowLongToWait() {
    ApiError error = read("429-priority-and-fairness");

    assertThat(error.message()).isEqualTo("Too many requests, please try again later.");
    assertThat(error.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(error.isTransient()).isTrue();
    assertThat(error.mayHaveHappened()).isFalse();
  }

  @Test
  void takesTheWaitFromTheStatusWhenNoHeaderSaysIt() {
    String body = "{\"status\":\"Failure\",\"details\":{\"retryAfterSeconds\":7},\"code\":500}";

    assertThat(ApiErrors.fromBody(500, body, "").retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(ApiErrors.fromBody(500, "", "tomorrow").retryAfter()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("watchErrors")
  void readsTheErrorEventOfAWatch(String recorded) {
    ApiError error =
        Json.object(Json.parse(body(recorded)).orElseThrow(), "object")
            .map(ApiErrors::fromEvent)
            .orElseThrow();

    assertThat(error.kind()).isEqualTo(Kind.GONE);
    assertThat(error.code()).isEqualTo(410);
  }

  @Test
  void cutsEndlessMessages() {
    assertThat(ApiErrors.fromBody(500, "x".repeat(100_000), "").message()).hasSize(4099);
  }

  static Stream<String> refusals() {
    return recordings().stream()
        .filter(name -> name.charAt(0) >= '4' && !name.contains("watch-expired"));
  }

  static Stream<String> watchErrors() {
    return recordings().stream().filter(name -> name.contains("watch-expired"));
  }

  private static ApiError read(String recorded) {
    return ApiErrors.fromBody(
        Integer.parseInt(recorded.substring(0, 3)), body(recorded), retryAfter(recorded));
  }

  private static String retryAfter(String recorded) {
    return text(directory().resolve(recorded).resolve("response-headers.txt"))
        .lines()
        .filter(line -> line.startsWith("Retry-After: "))
        .map(line -> line.substring("Retry-After: ".length()))
        .findFirst()
        .orElse("");
  }

  private static String body(String recorded) {
    Path json = directory().resolve(recorded).resolve("status.json");
    return text(Files.exists(json) ? json : json.resolveSibling("body.txt"));
  }

  private static List<String> recordings() {
    try (Stream<Path> names = Files.list(directory())) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path directory() {
    try {
      return Path.of(ApiErrorsTest.class.getResource("/api-errors").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
