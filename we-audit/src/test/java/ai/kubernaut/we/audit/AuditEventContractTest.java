package ai.kubernaut.we.audit;

import static ai.kubernaut.we.audit.Executions.ENDED;
import static ai.kubernaut.we.audit.Executions.spec;
import static ai.kubernaut.we.audit.Executions.started;
import static ai.kubernaut.we.audit.Executions.with;
import static ai.kubernaut.we.audit.Executions.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ExecutionRef;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event that any execution can owe is one that Data Storage accepts. */
class AuditEventContractTest {

  private static final AuditEventJson PLAIN = new AuditEventJson(Optional.empty());
  private static final AuditEventJson CLUSTERED = new AuditEventJson(Optional.of("prod-eu-1"));

  @ParameterizedTest
  @MethodSource("everyEvent")
  void meetsTheContract(AuditEvent event) {
    assertThat(Contract.problems(PLAIN.text(event))).isEmpty();
    assertThat(Contract.problems(CLUSTERED.text(event))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void isOneLineAndNamesItselfTwice(AuditEvent event) {
    String text = PLAIN.text(event);
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();

    assertThat(text).doesNotContain("\n", "\r");
    assertThat(json.getAsJsonObject("event_data").get("event_type"))
        .isEqualTo(json.get("event_type"));
    assertThat(json.get("resource_id").getAsString()).isEqualTo(event.execution().metadata().uid());
  }

  @Test
  void everyTypeAndReasonIsAmongThem() {
    Set<AuditEventType> types = EnumSet.noneOf(AuditEventType.class);
    Set<FailureReason> reasons = EnumSet.noneOf(FailureReason.class);
    everyEvent()
        .map(Named::getPayload)
        .forEach(
            event -> {
              types.add(event.type());
              event.execution().status().failureDetails().ifPresent(d -> reasons.add(d.reason()));
            });

    assertThat(types).containsExactlyInAnyOrder(AuditEventType.values());
    assertThat(reasons).containsExactlyInAnyOrder(FailureReason.values());
  }

  @Test
  void whatBreaksTheContractWouldBeFound() {
    String event = PLAIN.text(OwedAudit.of(Executions.failed("u", FailureReason.UNKNOWN)).get(2));

    assertThat(Contract.problems(event.replace("\"failure\"", "\"odd\""))).isNotEmpty();
    assertThat(Contract.problems(event.replace("10:02:35Z", "noon"))).isNotEmpty();
    assertThat(Contract.problems(event.replace("\"Unknown\"", "\"Cancelled\""))).isNotEmpty();
    assertThat(Contract.problems(event.replace("retry_possible", "retry"))).isNotEmpty();
    assertThat(Contract.problems(event.replace("workflow_id", "workflowId"))).isNotEmpty();
    assertThat(Contract.problems(event.replace("workflow.failed", "workflow.ended"))).isNotEmpty();
    assertThat(Contract.problems(event.replace("\"version\":\"1.0\",", ""))).isNotEmpty();
  }

  static Stream<Named<AuditEvent>> everyEvent() {
    List<Named<AuditEvent>> events = new ArrayList<>();
    specs()
        .forEach(
            (shape, spec) ->
                statuses()
                    .forEach(
                        (state, status) -> {
                          WorkflowExecution execution = with("uid-1", spec, status);
                          for (AuditEvent event : OwedAudit.of(execution)) {
                            String name = event.type() + " of " + shape + ", " + state;
                            events.add(Named.of(name, event));
                          }
                        }));
    return events.stream();
  }

  private static Map<String, Optional<WorkflowExecutionSpec>> specs() {
    Map<String, String> values =
        Map.of(
            "REPLICAS", "3", "SECRET", "s3cr3t", "TEXT", "a\nb \"c\" \u2028 \u00e9 \ud83d\ude00");
    return Map.of(
        "a plain execution", Optional.of(spec()),
        "one without a spec", Optional.empty(),
        "one with empty fields", Optional.of(WorkflowExecutionSpec.of("", workflowRef("", "", ""))),
        "one with undeclared parameters", Optional.of(spec().withParameters(values)),
        "one that declares no parameters", Optional.of(declaring(Map.of(), values)),
        "one with declared parameters",
            Optional.of(declaring(Map.of("REPLICAS", true, "TEXT", true, "SECRET", false), values)),
        "one of a remediation request", Optional.of(requestedBy("rr-2026-001")),
        "one of a request with an absurd name",
            Optional.of(requestedBy("\ud83d\ude00".repeat(400))),
        "one of a request without a name", Optional.of(requestedBy("")),
        "one for another cluster", Optional.of(spec().withClusterID("elsewhere")));
  }

  private static Map<String, WorkflowExecutionStatus> statuses() {
    Map<String, WorkflowExecutionStatus> statuses = new TreeMap<>();
    for (FailureReason reason : FailureReason.values()) {
      statuses.put("ran, then " + reason, Executions.failedStatus(started(), reason, true).build());
      statuses.put(
          "held by a lock, then " + reason,
          Executions.failedStatus(
                  new WorkflowExecutionStatus.Builder().executionEngine("tekton"), reason, false)
              .build());
      statuses.put(
          "at once " + reason,
          Executions.failedStatus(new WorkflowExecutionStatus.Builder(), reason, false).build());
    }
    statuses.put("cleared", Executions.cleared("uid-1", FailureReason.OOM_KILLED).status());
    statuses.put("running", started().phase(Phase.RUNNING).build());
    statuses.put("completed", Executions.completed("uid-1").status());
    statuses.put(
        "completed by an older controller",
        new WorkflowExecutionStatus.Builder()
            .phase(Phase.COMPLETED)
            .startTime(Executions.STARTED)
            .executionRef(
                new ExecutionRef("run-1", Optional.empty(), Optional.empty(), Optional.empty()))
            .build());
    statuses.put(
        "failed without details",
        new WorkflowExecutionStatus.Builder().phase(Phase.FAILED).completionTime(ENDED).build());
    statuses.put(
        "failed without a time", new WorkflowExecutionStatus.Builder().phase(Phase.FAILED).build());
    statuses.put(
        "ended before it started",
        started().phase(Phase.COMPLETED).completionTime(Executions.CREATED).build());
    return statuses;
  }

  private static WorkflowRef workflowRef(String id, String v, String bundle) {
    return WorkflowRef.of(id, v, bundle);
  }

  private static WorkflowExecutionSpec declaring(
      Map<String, Boolean> declared, Map<String, String> values) {
    return WorkflowExecutionSpec.of(
            "payment/Deployment/payment-api", workflow().declaredParameters(declared).build())
        .withParameters(values);
  }

  private static WorkflowExecutionSpec requestedBy(String name) {
    WorkflowExecutionSpec plain = spec();
    return new WorkflowExecutionSpec(
        plain.targetResource(),
        plain.workflowRef(),
        plain.parameters(),
        plain.timesOutAt(),
        plain.executionConfig(),
        Optional.of(ObjectReference.named(name)),
        plain.clusterID(),
        plain.confidence(),
        plain.rationale());
  }
}
