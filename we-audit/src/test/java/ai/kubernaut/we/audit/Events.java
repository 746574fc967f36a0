package ai.kubernaut.we.audit;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.OwedAudit;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;

/** Events to send. */
public final class Events {

  private static final AuditEventJson JSON = new AuditEventJson(Optional.empty());

  private Events() {}

  /** What an execution that succeeded owes. */
  public static List<AuditEvent> completed(String uid) {
    return OwedAudit.of(Executions.completed(uid));
  }

  /** What an execution that runs owes. */
  public static List<AuditEvent> running(String uid) {
    return OwedAudit.of(Executions.running(uid));
  }

  public static List<String> texts(WorkflowExecution execution) {
    return OwedAudit.of(execution).stream().map(JSON::text).toList();
  }

  /** What the events of an execution that succeeded look like. */
  public static List<String> texts(String uid) {
    return texts(Executions.completed(uid));
  }

  /** By what a repeat is recognised. */
  public static String identity(String text) {
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    return json.get("resource_id").getAsString() + " " + json.get("event_type").getAsString();
  }
}
