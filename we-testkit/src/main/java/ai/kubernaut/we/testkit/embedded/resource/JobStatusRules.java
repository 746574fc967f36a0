package ai.kubernaut.we.testkit.embedded.resource;

import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.status.FieldError;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Which statuses of a Job are contradictions. */
final class JobStatusRules {
  private static final String CONDITIONS = "status.conditions";

  private JobStatusRules() {}

  static List<FieldError> check(JsonObject job, JsonObject old) {
    List<FieldError> errors = new ArrayList<>();
    boolean complete = Conditions.isTrue(job, "Complete");
    boolean failed = Conditions.isTrue(job, "Failed");
    if (complete && failed) {
      refuse(errors, "cannot set Complete=True and Failed=true conditions");
    }
    checkCompletionTime(job, complete, errors);
    if (failed && !Conditions.isTrue(job, "FailureTarget")) {
      refuse(errors, "cannot set Failed=True condition without the FailureTarget=true condition");
    }
    if (complete && !Conditions.isTrue(job, "SuccessCriteriaMet")) {
      refuse(
          errors,
          "cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
    }
    checkFinished(job, complete || failed, errors);
    for (String type : List.of("Complete", "Failed", "FailureTarget", "SuccessCriteriaMet")) {
      checkStays(job, old, type, errors);
    }
    return errors;
  }

  private static void checkCompletionTime(
      JsonObject job, boolean complete, List<FieldError> errors) {
    boolean present = Json.at(job, "status", "completionTime") != null;
    if (complete && !present) {
      errors.add(
          FieldError.required(
              "status.completionTime", "completionTime is required for Complete jobs"));
    }
    if (!complete && present) {
      errors.add(
          FieldError.invalid(
              "status.completionTime",
              Json.element(Json.text(job, "status", "completionTime")),
              "completionTime cannot be set when there is no Complete=True condition"));
    }
  }

  private static void checkFinished(JsonObject job, boolean finished, List<FieldError> errors) {
    long active = Json.number(job, 0, "status", "active");
    if (finished && active > 0) {
      errors.add(
          FieldError.invalid(
              "status.active", Json.element(active), "active>0 is invalid for finished job"));
    }
    if (finished && Json.at(job, "status", "startTime") == null) {
      errors.add(FieldError.required("status.startTime", "startTime is required for finished job"));
    }
  }

  private static void checkStays(
      JsonObject job, JsonObject old, String type, List<FieldError> errors) {
    if (Conditions.isTrue(old, type) && !Conditions.isTrue(job, type)) {
      refuse(errors, "cannot disable the " + type + "=True condition");
    }
  }

  private static void refuse(List<FieldError> errors, String why) {
    errors.add(FieldError.invalid(CONDITIONS, why));
  }
}
