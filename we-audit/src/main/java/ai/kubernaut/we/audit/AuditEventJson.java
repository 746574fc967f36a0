package ai.kubernaut.we.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.BLOCK_CLEARED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_FAILED;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Audit events in the shape of Data Storage's {@code AuditEventRequest}. Everything in it was
 * decided when the event became owed, so a repeat of an event reads like the first.
 *
 * @param cluster the name of this cluster, where it has one
 */
record AuditEventJson(Optional<String> cluster) {

  private static final int LONGEST_CORRELATION_ID = 255;

  /** Valid JSON that no PostgreSQL stores, and that a container may have said at its end. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

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
    actor(event, json);
    json.addProperty("resource_type", WorkflowExecution.KIND);
    json.addProperty("resource_id", execution.metadata().uid());
    json.addProperty("correlation_id", cut(event.correlationId()));
    json.addProperty("namespace", execution.metadata().namespace());
    cluster.ifPresent(name -> json.addProperty("cluster_name", name));
    duration(event).ifPresent(took -> json.addProperty("duration_ms", took.toMillis()));
    json.add("event_data", data(event));
    return NUL.matcher(json.toString()).replaceAll("$1\\\\ufffd");
  }

  private static JsonObject data(AuditEvent event) {
    return event.type() == BLOCK_CLEARED
        ? new ClearancePayload(event).json()
        : new ExecutionPayload(event).json();
  }

  /** A person clears an execution; all else is our doing. */
  private static void actor(AuditEvent event, JsonObject json) {
    Optional<String> person =
        event
            .execution()
            .status()
            .blockClearance()
            .filter(clearance -> event.type() == BLOCK_CLEARED)
            .map(BlockClearance::clearedBy);
    json.addProperty("actor_type", person.isPresent() ? "user" : "service");
    json.addProperty("actor_id", person.orElse("workflowexecution-controller"));
  }

  private static String action(AuditEventType type) {
    return switch (type) {
      case SELECTION_COMPLETED, WORKFLOW_COMPLETED -> "completed";
      case EXECUTION_STARTED -> "started";
      case WORKFLOW_FAILED -> "failed";
      case BLOCK_CLEARED -> "block_cleared";
    };
  }

  /** From start to end; a clock that went backwards does not make it negative. */
  private static Optional<Duration> duration(AuditEvent event) {
    return switch (event.type()) {
      case SELECTION_COMPLETED, EXECUTION_STARTED, BLOCK_CLEARED -> Optional.empty();
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
