package ai.kubernaut.we.core.audit;

import static ai.kubernaut.we.core.audit.AuditEventType.BLOCK_CLEARED;
import static ai.kubernaut.we.core.audit.AuditEventType.EXECUTION_STARTED;
import static ai.kubernaut.we.core.audit.AuditEventType.SELECTION_COMPLETED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_COMPLETED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_FAILED;
import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.ObjectReference;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.core.fixture.AnExecution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OwedAuditTest {

  static Stream<Arguments> owed() {
    return Stream.of(
        Arguments.of("one that waits owes nothing", AnExecution.pending("x"), List.of()),
        Arguments.of(
            "one that runs owes its selection and its start",
            AnExecution.running("x"),
            List.of(SELECTION_COMPLETED, EXECUTION_STARTED)),
        Arguments.of(
            "one that completed owes its completion too",
            AnExecution.completed("x", NOW),
            List.of(SELECTION_COMPLETED, EXECUTION_STARTED, WORKFLOW_COMPLETED)),
        Arguments.of(
            "one that failed after its start owes its failure too",
            AnExecution.ranAndFailed("x", NOW),
            List.of(SELECTION_COMPLETED, EXECUTION_STARTED, WORKFLOW_FAILED)),
        Arguments.of(
            "one that failed with a lock owes its selection and its failure",
            AnExecution.neverRan("x", NOW).status(s -> s.executionEngine("job")),
            List.of(SELECTION_COMPLETED, WORKFLOW_FAILED)),
        Arguments.of(
            "one that failed before it had a lock owes its failure",
            AnExecution.neverRan("x", NOW),
            List.of(WORKFLOW_FAILED)),
        Arguments.of(
            "one that was cleared owes its clearance too",
            AnExecution.neverRan("x", NOW).cleared(),
            List.of(WORKFLOW_FAILED, BLOCK_CLEARED)),
        Arguments.of(
            "one that was cleared when all else was confirmed owes its clearance",
            AnExecution.ranAndFailed("x", NOW)
                .cleared()
                .condition(ConditionType.AUDIT_RECORDED, "False", "ClearanceOwed", NOW),
            List.of(BLOCK_CLEARED)),
        Arguments.of(
            "one that others cleared in their own way owes nothing for it",
            AnExecution.neverRan("x", NOW)
                .status(
                    s ->
                        s.blockClearance(
                            new BlockClearance("StatusField", "why", "bob", Optional.of(NOW)))),
            List.of(WORKFLOW_FAILED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("owed")
  void isRecomputedFromTheStatus(
      String sentence, AnExecution execution, List<AuditEventType> types) {
    assertThat(OwedAudit.of(execution.build()))
        .as(sentence)
        .extracting(AuditEvent::type)
        .isEqualTo(types);
  }

  @Test
  void takesItsTimesFromTheStatus() {
    assertThat(OwedAudit.of(AnExecution.completed("x", NOW).build()))
        .extracting(AuditEvent::at)
        .containsExactly(CREATED, CREATED, NOW);
    assertThat(OwedAudit.of(AnExecution.neverRan("x", NOW).build()))
        .extracting(AuditEvent::at)
        .containsExactly(NOW);
  }

  @Test
  void owesAnEndEvenWhereNoTimeWasRecorded() {
    AnExecution execution = AnExecution.pending("x").status(s -> s.phase(Phase.COMPLETED));

    assertThat(OwedAudit.of(execution.build())).extracting(AuditEvent::at).containsExactly(CREATED);
  }

  @ParameterizedTest(name = "AuditRecorded={0}/{1} is settled: {2}")
  @CsvSource({
    "True, Confirmed, true",
    "True, WrittenByAnotherController, true",
    "False, Rejected, true",
    "False, Surrendered, true",
    "False, Owed, false",
    "False, ClearanceOwed, false",
    "Unknown, Confirmed, false"
  })
  void isSettledOnceForAll(String value, String reason, boolean settled) {
    AnExecution ended =
        AnExecution.completed("x", NOW).condition(ConditionType.AUDIT_RECORDED, value, reason, NOW);
    AnExecution running =
        AnExecution.running("x").condition(ConditionType.AUDIT_RECORDED, value, reason, NOW);

    assertThat(OwedAudit.settled(ended.build())).isEqualTo(settled);
    assertThat(OwedAudit.settled(running.build())).isFalse();
    assertThat(OwedAudit.settled(AnExecution.completed("x", NOW).build())).isFalse();
  }

  @Test
  void isTiedTogetherByTheRemediationRequestElseByTheExecution() {
    assertThat(event(Optional.of(ObjectReference.named("rr-1"))).correlationId()).isEqualTo("rr-1");
    assertThat(event(Optional.of(ObjectReference.named(""))).correlationId()).isEqualTo("uid-x");
    assertThat(event(Optional.empty()).correlationId()).isEqualTo("uid-x");
  }

  private static AuditEvent event(Optional<ObjectReference> request) {
    AnExecution execution =
        AnExecution.completed("x", NOW)
            .spec(
                s ->
                    new WorkflowExecutionSpec(
                        s.targetResource(),
                        s.workflowRef(),
                        s.parameters(),
                        s.timesOutAt(),
                        s.executionConfig(),
                        request,
                        s.clusterID(),
                        s.confidence(),
                        s.rationale()));
    return OwedAudit.of(execution.build()).get(0);
  }
}
