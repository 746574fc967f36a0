package ai.kubernaut.we.audit;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.core.audit.AuditEvent;
import com.google.gson.JsonObject;

/**
 * An event's data in the shape of Data Storage's {@code WorkflowExecutionWebhookAuditPayload}. Its
 * states are the only ones that the contract has: what was blocked is the target, and it may run.
 */
record ClearancePayload(AuditEvent event) {

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("event_type", event.type().toString());
    json.addProperty("workflow_name", event.execution().metadata().name());
    json.addProperty(
        "clear_reason",
        event.execution().status().blockClearance().map(BlockClearance::clearReason).orElse(""));
    json.addProperty("cleared_at", event.at().toString());
    json.addProperty("previous_state", "Blocked");
    json.addProperty("new_state", "Running");
    return json;
  }
}
