package ai.kubernaut.we.controller.webhook;

import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.clearance.ClearanceReview;
import ai.kubernaut.we.core.clearance.Verdict;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** AdmissionReview v1: what the API server asks, and what it is answered. */
final class AdmissionReviews {

  private static final String API_VERSION = "admission.k8s.io/v1";
  private static final String KIND = "AdmissionReview";
  private static final int FORBIDDEN = 403;

  private AdmissionReviews() {}

  /** The answer to a review; empty where it is none. */
  static Optional<String> answer(String review, Instant now) {
    return Json.parse(review)
        .filter(json -> Json.string(json, "apiVersion").filter(API_VERSION::equals).isPresent())
        .filter(json -> Json.string(json, "kind").filter(KIND::equals).isPresent())
        .flatMap(json -> Json.object(json, "request"))
        .filter(request -> Json.string(request, "uid").isPresent())
        .map(request -> respond(request, verdict(request, now)).toString());
  }

  /** Only creating and changing an execution itself concerns us. */
  private static Verdict verdict(JsonObject request, Instant now) {
    String operation = Json.string(request, "operation").orElse("");
    boolean concerns =
        Json.string(request, "kind", "kind").filter(WorkflowExecution.KIND::equals).isPresent()
            && Json.string(request, "subResource").orElse("").isEmpty()
            && (operation.equals("CREATE") || operation.equals("UPDATE"));
    return concerns ? review(request).verdict(now) : new Verdict.Passed();
  }

  private static ClearanceReview review(JsonObject request) {
    return new ClearanceReview(
        annotations(request, "oldObject"),
        Json.object(request, "oldObject").map(AdmissionReviews::phase),
        annotations(request, "object"),
        Json.string(request, "userInfo", "username").orElse(""));
  }

  private static Map<String, String> annotations(JsonObject request, String object) {
    return Json.stringMap(request, object, "metadata", "annotations");
  }

  /** A phase that nobody knows is none in which an execution has failed. */
  private static Phase phase(JsonObject execution) {
    String text = Json.string(execution, "status", "phase").orElse("");
    return Arrays.stream(Phase.values())
        .filter(phase -> phase.toString().equals(text))
        .findFirst()
        .orElse(Phase.PENDING);
  }

  private static JsonObject respond(JsonObject request, Verdict verdict) {
    JsonObject response =
        verdict.match(
            new Verdict.Cases<>() {
              @Override
              public JsonObject pass() {
                return allowed(true);
              }

              @Override
              public JsonObject stamp(Verdict.Stamped stamped) {
                JsonObject answer = allowed(true);
                answer.addProperty("patchType", "JSONPatch");
                answer.addProperty("patch", patch(stamped.annotations()));
                return answer;
              }

              @Override
              public JsonObject refuse(Verdict.Refused refused) {
                JsonObject answer = allowed(false);
                answer.add("status", status(refused.message()));
                return answer;
              }
            });
    response.addProperty("uid", Json.string(request, "uid").orElse(""));
    JsonObject review = new JsonObject();
    review.addProperty("apiVersion", API_VERSION);
    review.addProperty("kind", KIND);
    review.add("response", response);
    return review;
  }

  private static JsonObject allowed(boolean allowed) {
    JsonObject response = new JsonObject();
    response.addProperty("allowed", allowed);
    return response;
  }

  private static JsonObject status(String message) {
    JsonObject status = new JsonObject();
    status.addProperty("code", FORBIDDEN);
    status.addProperty("reason", "Forbidden");
    status.addProperty("message", message);
    return status;
  }

  /** There are annotations already, for what is cleared was annotated with the reason. */
  private static String patch(Map<String, String> annotations) {
    JsonArray patch = new JsonArray();
    new TreeMap<>(annotations)
        .forEach(
            (name, value) -> {
              JsonObject step = new JsonObject();
              step.addProperty("op", "add");
              step.addProperty(
                  "path", "/metadata/annotations/" + name.replace("~", "~0").replace("/", "~1"));
              step.addProperty("value", value);
              patch.add(step);
            });
    return Base64.getEncoder().encodeToString(patch.toString().getBytes(StandardCharsets.UTF_8));
  }
}
