package ai.kubernaut.we.audit;

import static ai.kubernaut.we.audit.Executions.failed;
import static ai.kubernaut.we.audit.Executions.refused;
import static ai.kubernaut.we.audit.Executions.running;
import static ai.kubernaut.we.audit.Executions.spec;
import static ai.kubernaut.we.audit.Executions.with;
import static ai.kubernaut.we.audit.Executions.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.ObjectReference;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditEventType;
import ai.kubernaut.we.core.audit.OwedAudit;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the events say. */
class AuditEventJsonTest {

  private final AuditEventJson json = new AuditEventJson(Optional.of("prod-eu-1"));

  @Test
  void theEnvelopeSaysWhatHappenedToWhomAndWhen() {
    JsonObject event = last(Executions.completed("uid-1"));

    assertThat(text(event, "version")).isEqualTo("1.0");
    assertThat(text(event, "event_type")).isEqualTo("workflowexecution.workflow.completed");
    assertThat(text(event, "event_timestamp")).isEqualTo("2026-01-01T10:02:35Z");
    assertThat(text(event, "event_category")).isEqualTo("workflowexecution");
    assertThat(text(event, "event_action")).isEqualTo("completed");
    assertThat(text(event, "event_outcome")).isEqualTo("success");
    assertThat(text(event, "resource_type")).isEqualTo("WorkflowExecution");
    assertThat(text(event, "resource_id")).isEqualTo("uid-1");
    assertThat(text(event, "namespace")).isEqualTo("payment");
    assertThat(text(event, "cluster_name")).isEqualTo("prod-eu-1");
    assertThat(event.get("duration_ms").getAsLong()).isEqualTo(150_000);
  }

  @Test
  void theDataSaysWhatRan() {
    JsonObject data = last(Executions.completed("uid-1")).getAsJsonObject("event_data");

    assertThat(text(data, "workflow_id")).isEqualTo("restart");
    assertThat(text(data, "workflow_version")).isEqualTo("v1.2.0");
    assertThat(text(data, "target_resource")).isEqualTo("payment/Deployment/payment-api");
    assertThat(text(data, "container_image")).isEqualTo("ghcr.io/acme/restart:v1.2.0");
    assertThat(text(data, "execution_name")).isEqualTo("wfe-uid-1");
    assertThat(text(data, "pipelinerun_name")).isEqualTo("wfe-cf0cc089293b1165");
    assertThat(text(data, "phase")).isEqualTo("Completed");
    assertThat(text(data, "started_at")).isEqualTo("2026-01-01T10:00:05Z");
    assertThat(text(data, "completed_at")).isEqualTo("2026-01-01T10:02:35Z");
    assertThat(text(data, "duration")).isEqualTo("2m30s");
  }

  @Test
  void aRepeatAfterMoreHasHappenedReadsLikeTheFirst() {
    List<String> early = texts(running("uid-1"));

    assertThat(texts(Executions.completed("uid-1"))).startsWith(early.toArray(String[]::new));
    assertThat(texts(failed("uid-1", FailureReason.OOM_KILLED)))
        .startsWith(early.toArray(String[]::new));
  }

  @Test
  void theRemediationRequestCorrelatesElseTheUidDoes() {
    WorkflowExecutionSpec plain = spec();
    WorkflowExecutionSpec requested =
        new WorkflowExecutionSpec(
            plain.targetResource(),
            plain.workflowRef(),
            plain.parameters(),
            plain.timesOutAt(),
            plain.executionConfig(),
            Optional.of(ObjectReference.named("rr-7")),
            plain.clusterID(),
            plain.confidence(),
            plain.rationale());

    assertThat(text(last(Executions.completed("uid-1")), "correlation_id")).isEqualTo("uid-1");
    assertThat(text(last(completed(requested)), "correlation_id")).isEqualTo("rr-7");
  }

  @Test
  void onlyDeclaredParametersAreToldAndAsTheWorkflowGotThem() {
    Map<String, String> given =
        Map.of("REPLICAS", "3", "TOKEN", "s3cr3t", "EXTRA", "x", "TARGET_RESOURCE", "forged");
    WorkflowRef declaring =
        workflow()
            .declaredParameters(Map.of("REPLICAS", true, "TOKEN", false, "TARGET_RESOURCE", true))
            .build();
    WorkflowExecutionSpec spec =
        WorkflowExecutionSpec.of("node/worker-1", declaring).withParameters(given);

    JsonObject told = last(completed(spec)).getAsJsonObject("event_data");
    assertThat(told.getAsJsonObject("parameters").toString())
        .isEqualTo("{\"REPLICAS\":\"3\",\"TARGET_RESOURCE\":\"node/worker-1\"}");
  }

  @Test
  void withoutADeclarationNoParameterIsTold() {
    String event = texts(completed(spec().withParameters(Map.of("TOKEN", "s3cr3t")))).toString();

    assertThat(event).doesNotContain("parameters", "TOKEN", "s3cr3t");
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      mode = Mode.EXCLUDE,
      names = {"DEDUPLICATED", "CANCELLED", "EXECUTION_LOST"})
  void namesTheReasonThatTheContractHas(FailureReason reason) {
    JsonObject data = last(failed("uid-1", reason)).getAsJsonObject("event_data");

    assertThat(text(data, "failure_reason")).isEqualTo(reason.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      names = {"DEDUPLICATED", "CANCELLED", "EXECUTION_LOST"})
  void saysAReasonThatTheContractLacksInTheErrorDetails(FailureReason reason) {
    JsonObject data = last(failed("uid-1", reason)).getAsJsonObject("event_data");

    assertThat(data.has("failure_reason")).isFalse();
    JsonObject details = data.getAsJsonObject("error_details");
    assertThat(text(details, "message")).isEqualTo(reason + ": It went wrong.");
    assertThat(text(details, "code")).isEqualTo("ERR_WORKFLOW_" + reason.name());
  }

  @ParameterizedTest
  @EnumSource(FailureReason.class)
  void whatRanIsNeverCalledRetryable(FailureReason reason) {
    assertThat(retryPossible(failed("uid-1", reason))).isFalse();
    assertThat(retryPossible(refused("uid-1", reason))).isTrue();
  }

  @Test
  void whatNothingIsKnownOfIsNotCalledRetryable() {
    WorkflowExecution odd =
        with(
            "uid-1",
            Optional.of(spec()),
            new WorkflowExecutionStatus.Builder().phase(Phase.FAILED).build());

    assertThat(retryPossible(odd)).isFalse();
  }

  @Test
  void failingBeforeTheStartTellsNoStart() {
    WorkflowExecution execution = refused("uid-1", FailureReason.CONFIGURATION_ERROR);
    JsonObject event = last(execution);

    assertThat(OwedAudit.of(execution))
        .extracting(AuditEvent::type)
        .containsExactly(AuditEventType.WORKFLOW_FAILED);
    assertThat(event.has("duration_ms")).isFalse();
    assertThat(event.getAsJsonObject("event_data").keySet())
        .doesNotContain("started_at", "pipelinerun_name", "parameters");
  }

  @Test
  void aClearanceSaysWhoLetOthersRunAndWhy() {
    JsonObject event = last(Executions.cleared("uid-1", FailureReason.TASK_FAILED));
    JsonObject data = event.getAsJsonObject("event_data");

    assertThat(text(event, "event_type")).isEqualTo("workflowexecution.block.cleared");
    assertThat(text(event, "event_action")).isEqualTo("block_cleared");
    assertThat(text(event, "event_outcome")).isEqualTo("success");
    assertThat(text(event, "event_timestamp")).isEqualTo("2026-01-01T11:00:00Z");
    assertThat(text(event, "actor_type")).isEqualTo("user");
    assertThat(text(event, "actor_id")).isEqualTo("alice");
    assertThat(data.toString())
        .isEqualTo(
            "{\"event_type\":\"workflowexecution.block.cleared\",\"workflow_name\":\"wfe-uid-1\","
                + "\"clear_reason\":\"looked at it: \\\"fine\\\"\\nand gone\","
                + "\"cleared_at\":\"2026-01-01T11:00:00Z\",\"previous_state\":\"Blocked\","
                + "\"new_state\":\"Running\"}");
  }

  @Test
  void replacesTheOneCharacterThatDatabasesRefuseAndNothingThatLooksLikeIt() {
    char nul = 0;
    String zero = "u0000";
    WorkflowExecution plain = failed("uid-1", FailureReason.OOM_KILLED);
    BlockClearance clearance =
        new BlockClearance(
            "Annotation",
            nul + " \\" + nul + " \\" + zero + " \\\\" + zero,
            "alice",
            Optional.of(Executions.CLEARED));
    JsonObject event =
        last(plain.withStatus(plain.status().toBuilder().blockClearance(clearance).build()));

    assertThat(text(event.getAsJsonObject("event_data"), "clear_reason"))
        .isEqualTo("\ufffd \\\ufffd \\" + zero + " \\\\" + zero);
  }

  @Test
  void whatAClearedExecutionDidIsStillOurDoing() {
    List<String> events = texts(Executions.cleared("uid-1", FailureReason.TASK_FAILED));

    assertThat(events.subList(0, 3))
        .isEqualTo(texts(failed("uid-1", FailureReason.TASK_FAILED)))
        .allMatch(event -> event.contains("\"actor_type\":\"service\""));
  }

  private boolean retryPossible(WorkflowExecution execution) {
    return last(execution)
        .getAsJsonObject("event_data")
        .getAsJsonObject("error_details")
        .get("retry_possible")
        .getAsBoolean();
  }

  private static WorkflowExecution completed(WorkflowExecutionSpec spec) {
    return with("uid-1", Optional.of(spec), Executions.completed("uid-1").status());
  }

  private JsonObject last(WorkflowExecution execution) {
    List<String> texts = texts(execution);
    return JsonParser.parseString(texts.get(texts.size() - 1)).getAsJsonObject();
  }

  private List<String> texts(WorkflowExecution execution) {
    return OwedAudit.of(execution).stream().map(json::text).toList();
  }

  private static String text(JsonObject json, String field) {
    return json.get(field).getAsString();
  }
}
