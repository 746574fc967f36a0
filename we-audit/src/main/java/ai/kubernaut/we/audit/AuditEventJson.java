package ai.kubernaut.we.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_FAILED;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Audit events in the shape of Data Storage's {@code AuditEventRequest}. Everything in it was
 * decided when the event became owed, so a repeat of an event reads like the first.
 *
 * @param cluster the name of this cluster, where it has one
 */
record AuditEventJson(Optional<String> cluster) {

  private static final int LONGEST_CORRELATION_ID = 255;

  /** The event as JSON on one line. */
  String text(AuditEvent event) {
    WorkflowExecution execution = event.execution();
    JsonObject json = new JsonObject();
    json.addProperty("version", "1.0");
    json.addProperty("event_type", event.type().toString());
    json.addProperty("event_timestamp", event.at().toString());
    json.addProperty("event_category", "workflowexecution");
    json.addProperty("event_action", action(event.type()));
    json.addProperty("event_outcome", event.type() == WORKFLOW_FAILED ? "failure" : "success");
    json.addProperty("actor_type", "service");
    json.addProperty("actor_id", "workflowexecution-controller");
    json.addProperty("resource_type", WorkflowExecution.KIND);
    json.addProperty("resource_id", execution.metadata().uid());
    json.addProperty("correlation_id", cut(event.correlationId()));
    json.addProperty("namespace", execution.metadata().namespace());
    cluster.ifPresent(name -> json.addProperty("cluster_name", name));
    duration(event).ifPresent(took -> json.addProperty("duration_ms", took.toMillis()));
    json.add("event_data", new ExecutionPayload(event).json());
    return json.toString();
  }

  private static String action(AuditEventType type) {
    return switch (type) {
      case SELECTION_COMPLETED, WORKFLOW_COMPLETED -> "completed";
      case EXECUTION_STARTED -> "started";
      case WORKFLOW_FAILED -> "failed";
    };
  }

  /** From start to end; a clock that went backwards does not make it negative. */
  private static Optional<Duration> duration(AuditEvent event) {
    return switch (event.type()) {
      case SELECTION_COMPLETED, EXECUTION_STARTED -> Optional.empty();
      case WORKFLOW_COMPLETED, WORKFLOW_FAILED ->
          event
              .execution()
              .status()
              .startTime()
              .map(start -> Duration.between(start, event.at()))
              .map(took -> took.isNegative() ? Duration.ZERO : took);
    };
  }

  /** No object has so long a name; a reference to one must not make the event unacceptable. */
  private static String cut(String correlationId) {
    return correlationId.codePointCount(0, correlationId.length()) <= LONGEST_CORRELATION_ID
        ? correlationId
        : correlationId.substring(0, correlationId.offsetByCodePoints(0, LONGEST_CORRELATION_ID));
  }
}
