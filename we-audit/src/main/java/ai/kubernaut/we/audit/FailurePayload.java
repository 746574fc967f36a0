package ai.kubernaut.we.audit;

import static ai.kubernaut.we.api.FailureReason.CANCELLED;
import static ai.kubernaut.we.api.FailureReason.DEDUPLICATED;
import static ai.kubernaut.we.api.FailureReason.EXECUTION_LOST;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The part of an event's data that says why an execution failed, and whether it may be retried. */
record FailurePayload(WorkflowExecutionStatus status) {

  /** Those for which the contract has no value; its {@code error_details} name them. */
  private static final Set<FailureReason> UNNAMED =
      EnumSet.of(DEDUPLICATED, CANCELLED, EXECUTION_LOST);

  void addTo(JsonObject json) {
    reason()
        .filter(reason -> !UNNAMED.contains(reason))
        .ifPresent(reason -> json.addProperty("failure_reason", reason.toString()));
    json.addProperty("failure_message", message());
    status
        .failureDetails()
        .map(FailureDetails::failedTaskName)
        .ifPresent(task -> json.addProperty("failed_task_name", task));
    json.add("error_details", errorDetails());
  }

  /** Where nothing says that nothing ran, nobody may retry. */
  private JsonObject errorDetails() {
    FailureReason reason = reason().orElse(FailureReason.UNKNOWN);
    JsonObject json = new JsonObject();
    json.addProperty("message", reason + ": " + message());
    json.addProperty("code", "ERR_WORKFLOW_" + reason.name());
    json.addProperty("component", "workflowexecution");
    json.addProperty(
        "retry_possible",
        status.failureDetails().filter(details -> !details.wasExecutionFailure()).isPresent());
    return json;
  }

  private String message() {
    return status
        .failureDetails()
        .map(FailureDetails::message)
        .orElse("No details of the failure were recorded.");
  }

  private Optional<FailureReason> reason() {
    return status
        .failureDetails()
        .map(FailureDetails::reason)
        .or(() -> status.failureReason().flatMap(FailurePayload::named));
  }

  private static Optional<FailureReason> named(String wire) {
    return Arrays.stream(FailureReason.values())
        .filter(reason -> reason.toString().equals(wire))
        .findFirst();
  }
}
