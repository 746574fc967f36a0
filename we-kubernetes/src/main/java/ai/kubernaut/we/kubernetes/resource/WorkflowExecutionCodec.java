package ai.kubernaut.we.kubernetes.resource;

import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import com.google.gson.JsonObject;

/**
 * A {@link WorkflowExecution} between JSON and its record. JSON numbers have to be kept as text by
 * whoever parses them, as gson's {@code JsonParser} does; what is written may hold nulls that
 * count, so send {@link JsonObject#toString()}.
 */
public final class WorkflowExecutionCodec {

  private static final RecordCodec<WorkflowExecution> EXECUTION =
      new RecordCodec<>(WorkflowExecution.class);
  private static final RecordCodec<WorkflowExecutionStatus> STATUS =
      new RecordCodec<>(WorkflowExecutionStatus.class);

  private WorkflowExecutionCodec() {}

  /**
   * Reads what a server sent, or a manifest. Null counts as absent and unknown fields are skipped.
   * Of the metadata only the name is required: what a server would have set is otherwise empty, 0
   * or the epoch.
   *
   * @throws MalformedResource if a field is missing or has a value that it cannot have
   */
  public static WorkflowExecution read(JsonObject json) {
    return EXECUTION.read(json);
  }

  /** A whole new document, without what is absent. */
  public static JsonObject write(WorkflowExecution execution) {
    JsonObject json = new JsonObject();
    json.addProperty("apiVersion", WorkflowExecution.API_VERSION);
    json.addProperty("kind", WorkflowExecution.KIND);
    EXECUTION.write(execution).asMap().forEach(json::add);
    return json;
  }

  /**
   * A copy of a document with changes. Unknown fields stay, and a value that did not change keeps
   * the text in which it was written. An element of a list is the same one if it has the same type
   * or name.
   *
   * @throws MalformedResource if the original cannot be read
   */
  public static JsonObject write(WorkflowExecution changed, JsonObject original) {
    return EXECUTION.rewrite(read(original), changed, original.deepCopy());
  }

  /**
   * A merge patch (RFC 7386) of the form {@code {"status": {...}}} that holds what changed and
   * nothing else: a field that went is null, an object is patched field by field, a list is
   * replaced whole. Without a change it is {@code {}}.
   */
  public static JsonObject statusPatch(
      WorkflowExecutionStatus before, WorkflowExecutionStatus after) {
    JsonObject patch = new JsonObject();
    JsonObject status = STATUS.patch(before, after);
    if (!status.isEmpty()) {
      patch.add("status", status);
    }
    return patch;
  }
}
