package ai.kubernaut.we.audit;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.plan.Parameters;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An event's data in the shape of Data Storage's {@code WorkflowExecutionAuditPayload}: what was to
 * run, and, from the start on, what did. What an execution without a spec lacks is empty.
 */
record ExecutionPayload(AuditEvent event) {

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("event_type", event.type().toString());
    json.addProperty("workflow_id", workflow(WorkflowRef::workflowId));
    json.addProperty("workflow_version", workflow(WorkflowRef::version));
    json.addProperty(
        "target_resource", spec().map(WorkflowExecutionSpec::targetResource).orElse(""));
    json.addProperty("phase", phase().toString());
    json.addProperty("container_image", workflow(WorkflowRef::executionBundle));
    json.addProperty("execution_name", event.execution().metadata().name());
    switch (event.type()) {
      case SELECTION_COMPLETED, BLOCK_CLEARED -> {}
      case EXECUTION_STARTED -> start(json);
      case WORKFLOW_COMPLETED -> end(json);
      case WORKFLOW_FAILED -> {
        end(json);
        new FailurePayload(status()).addTo(json);
      }
    }
    return json;
  }

  /** The phase that the event is about; the execution may have come further since. */
  private Phase phase() {
    return switch (event.type()) {
      case SELECTION_COMPLETED -> Phase.PENDING;
      case EXECUTION_STARTED -> Phase.RUNNING;
      case WORKFLOW_COMPLETED -> Phase.COMPLETED;
      case WORKFLOW_FAILED, BLOCK_CLEARED -> Phase.FAILED;
    };
  }

  private void start(JsonObject json) {
    status().startTime().ifPresent(at -> started(json, at));
  }

  /** The child's name has one field, whatever its kind. */
  private void started(JsonObject json, Instant at) {
    json.addProperty("started_at", at.toString());
    status()
        .executionRef()
        .map(ExecutionRef::name)
        .ifPresent(name -> json.addProperty("pipelinerun_name", name));
    spec()
        .flatMap(ExecutionPayload::parameters)
        .ifPresent(values -> json.add("parameters", values));
  }

  private void end(JsonObject json) {
    start(json);
    json.addProperty("completed_at", event.at().toString());
    status().duration().ifPresent(duration -> json.addProperty("duration", duration));
  }

  /** What the workflow was given of the parameters that it declares; others may be secret. */
  private static Optional<JsonObject> parameters(WorkflowExecutionSpec spec) {
    return spec.workflowRef()
        .declaredParameterNames()
        .map(
            declared -> {
              JsonObject json = new JsonObject();
              Parameters.of(spec).entrySet().stream()
                  .filter(entry -> declared.getOrDefault(entry.getKey(), false))
                  .sorted(Map.Entry.comparingByKey())
                  .forEach(entry -> json.addProperty(entry.getKey(), entry.getValue()));
              return json;
            });
  }

  private String workflow(Function<WorkflowRef, String> field) {
    return spec().map(WorkflowExecutionSpec::workflowRef).map(field).orElse("");
  }

  private Optional<WorkflowExecutionSpec> spec() {
    return event.execution().spec();
  }

  private WorkflowExecutionStatus status() {
    return event.execution().status();
  }
}
