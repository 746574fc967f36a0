package ai.kubernaut.we.controller.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server is answered. */
class AdmissionReviewsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String NONE = "null";
  private static final String ASKED = "{\"kubernaut.ai/clear-execution-block\":\"looked at it\"}";
  private static final String FORGED =
      "{\"kubernaut.ai/clear-execution-block\":\"x\",\"kubernaut.ai/clear-execution-block-by\":\"me\"}";

  private static String review(String operation, String old, String object) {
    return """
        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
          "uid":"705ab4f5-6393-11e8-b7cc-42010a800002",
          "kind":{"group":"kubernaut.ai","version":"v1alpha1","kind":"WorkflowExecution"},
          "resource":{"group":"kubernaut.ai","version":"v1alpha1","resource":"workflowexecutions"},
          "operation":"%s","userInfo":{"username":"alice","groups":["sre"]},
          "object":%s,"oldObject":%s,"dryRun":false}}
        """
        .formatted(operation, object, old);
  }

  private static String failed(String annotations) {
    return "{\"metadata\":{\"annotations\":%s},\"status\":{\"phase\":\"Failed\"}}"
        .formatted(annotations);
  }

  private static JsonObject response(String review) {
    JsonObject answer =
        Json.parse(AdmissionReviews.answer(review, NOW).orElseThrow()).orElseThrow();
    assertThat(Json.string(answer, "apiVersion")).contains("admission.k8s.io/v1");
    assertThat(Json.string(answer, "kind")).contains("AdmissionReview");
    JsonObject response = Json.object(answer, "response").orElseThrow();
    assertThat(Json.string(response, "uid")).contains("705ab4f5-6393-11e8-b7cc-42010a800002");
    return response;
  }

  private static boolean allowed(JsonObject response) {
    return Json.bool(response, "allowed").orElseThrow();
  }

  @Test
  void aClearanceIsStampedWithAPatch() {
    JsonObject response = response(review("UPDATE", failed(NONE), failed(ASKED)));

    assertThat(allowed(response)).isTrue();
    assertThat(Json.string(response, "patchType")).contains("JSONPatch");
    assertThat(
            new String(
                Base64.getDecoder().decode(Json.string(response, "patch").orElseThrow()),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "[{\"op\":\"add\","
                + "\"path\":\"/metadata/annotations/kubernaut.ai~1clear-execution-block-at\","
                + "\"value\":\"2026-03-01T12:00:00Z\"},{\"op\":\"add\","
                + "\"path\":\"/metadata/annotations/kubernaut.ai~1clear-execution-block-by\","
                + "\"value\":\"alice\"}]");
  }

  @Test
  void aForgeryIsRefusedWithAReason() {
    JsonObject response = response(review("UPDATE", failed(NONE), failed(FORGED)));

    assertThat(allowed(response)).isFalse();
    assertThat(response.has("patch")).isFalse();
    assertThat(Json.integer(response, "status", "code")).hasValue(403);
    assertThat(Json.string(response, "status", "message").orElseThrow())
        .startsWith("kubernaut.ai/clear-execution-block: ");
  }

  @Test
  void onlyTheStoredStatusSaysWhatHasFailed() {
    String running = "{\"metadata\":{},\"status\":{\"phase\":\"Running\"}}";
    String odd = "{\"metadata\":{},\"status\":{\"phase\":\"Skipped\"}}";

    assertThat(allowed(response(review("UPDATE", running, failed(ASKED))))).isFalse();
    assertThat(allowed(response(review("UPDATE", odd, failed(ASKED))))).isFalse();
    assertThat(allowed(response(review("UPDATE", "{}", failed(ASKED))))).isFalse();
    assertThat(allowed(response(review("CREATE", "null", failed(ASKED))))).isFalse();
  }

  static Stream<Arguments> othersWrites() {
    return Stream.of(
        Arguments.of("a creation", review("CREATE", "null", failed(NONE))),
        Arguments.of("a deletion", review("DELETE", failed(ASKED), "null")),
        Arguments.of("a change of something else", review("UPDATE", failed(NONE), failed(NONE))),
        Arguments.of(
            "a write of a subresource",
            review("UPDATE", failed(NONE), failed(FORGED))
                .replace("\"dryRun\"", "\"subResource\":\"status\",\"dryRun\"")),
        Arguments.of(
            "another kind",
            review("UPDATE", failed(NONE), failed(FORGED))
                .replace("\"kind\":\"WorkflowExecution\"", "\"kind\":\"Pod\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("othersWrites")
  void whatDoesNotConcernUsPassesAsItIs(String sentence, String review) {
    assertThat(response(review).keySet()).as(sentence).containsExactlyInAnyOrder("allowed", "uid");
    assertThat(allowed(response(review))).as(sentence).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}",
        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{}}",
        "{\"apiVersion\":\"admission.k8s.io/v1beta1\",\"kind\":\"AdmissionReview\","
            + "\"request\":{\"uid\":\"u\"}}"
      })
  void whatIsNoReviewGetsNoAnswer(String text) {
    assertThat(AdmissionReviews.answer(text, NOW)).isEmpty();
  }
}
