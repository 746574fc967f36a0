package ai.kubernaut.we.core.settle;

import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.child.Child;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.failure.Failure;
import ai.kubernaut.we.core.fixture.AChild;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.lock.Decision;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.core.plan.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each change of an execution is one new status value. */
class TransitionsTest {

  private static final Child CHILD =
      AChild.of(AnExecution.pending("mine").build(), ChildState.HELD).build();
  private static final Child SUCCEEDED =
      AChild.of(AnExecution.pending("mine").build(), ChildState.SUCCEEDED).build();
  private static final Blockage BLOCKAGE =
      new Blockage("CoolingDown", "It rests.", Optional.of("apps/x"), Optional.of(NOW));

  private static Transitions of(AnExecution execution) {
    return of(execution, NOW);
  }

  private static Transitions of(AnExecution execution, Instant now) {
    return new Transitions(execution.build(), now);
  }

  private static Change.Run run() {
    return new Change.Run(
        CHILD, Optional.of(new Decision("job", Optional.empty(), Optional.of("runner"), 1)));
  }

  private static Change.Fail fail(FailureReason reason) {
    return new Change.Fail(
        Failure.of(reason, false, "It broke.", "Mend it."),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String condition(WorkflowExecutionStatus status, ConditionType type) {
    return status.condition(type).map(c -> c.status() + "/" + c.reason()).orElse("absent");
  }

  @Test
  void recordsTheChildAndTheStartInOneStatus() {
    WorkflowExecutionStatus status = of(AnExecution.pending("mine").generation(3)).run(run());

    assertThat(status.phase()).contains(Phase.RUNNING);
    assertThat(status.startTime()).contains(NOW);
    assertThat(status.observedGeneration()).contains(3L);
    assertThat(status.executionEngine()).contains("job");
    assertThat(status.serviceAccountName()).contains("runner");
    assertThat(status.executionRef())
        .contains(new ExecutionRef("Job", CHILD.namespace(), CHILD.name(), CHILD.uid()));
    assertThat(status.executionStatus())
        .hasValueSatisfying(s -> assertThat(s.status()).isEqualTo("Unknown"));
    assertThat(condition(status, ConditionType.EXECUTION_CREATED))
        .isEqualTo("True/ExecutionCreated");
    assertThat(condition(status, ConditionType.EXECUTION_RUNNING))
        .isEqualTo("True/ExecutionStarted");
    assertThat(condition(status, ConditionType.EXECUTION_COMPLETE)).isEqualTo("False/Running");
    assertThat(condition(status, ConditionType.READY)).isEqualTo("False/Running");
  }

  @Test
  void completesInOneStatus() {
    WorkflowExecutionStatus status =
        of(AnExecution.running("mine")).complete(new Change.Complete(SUCCEEDED));

    assertThat(status.phase()).contains(Phase.COMPLETED);
    assertThat(status.completionTime()).contains(NOW);
    assertThat(status.startTime()).contains(CREATED);
    assertThat(status.duration()).contains("1m0s");
    assertThat(status.executionStatus())
        .hasValueSatisfying(s -> assertThat(s.status()).isEqualTo("True"));
    assertThat(status.failureDetails()).isEmpty();
    assertThat(condition(status, ConditionType.READY)).isEqualTo("True/Completed");
    assertThat(condition(status, ConditionType.EXECUTION_RUNNING)).isEqualTo("False/Ended");
    assertThat(condition(status, ConditionType.EXECUTION_COMPLETE)).isEqualTo("True/Succeeded");
    assertThat(condition(status, ConditionType.AUDIT_RECORDED)).isEqualTo("False/Owed");
  }

  @Test
  void failsInOneStatusWithAllDetails() {
    Failure failure =
        new Failure(
            FailureReason.TASK_FAILED,
            true,
            "It exited with 3.",
            "Read its log.",
            "drain",
            2,
            Optional.of("step"),
            Optional.of(3));
    WorkflowExecutionStatus status =
        of(AnExecution.running("mine"))
            .fail(
                new Change.Fail(
                    failure, Optional.of(SUCCEEDED), Optional.empty(), Optional.empty()));

    assertThat(status.phase()).contains(Phase.FAILED);
    assertThat(status.completionTime()).contains(NOW);
    assertThat(status.duration()).contains("1m0s");
    assertThat(status.failureReason()).contains("TaskFailed");
    assertThat(status.failureDetails())
        .contains(
            new FailureDetails(
                FailureReason.TASK_FAILED,
                true,
                "It exited with 3.",
                "It exited with 3. The workflow ran or may have run, so its target may have been"
                    + " changed. Read its log.",
                "drain",
                2,
                Optional.of("step"),
                Optional.of(3),
                NOW,
                Optional.of("1m0s")));
    assertThat(condition(status, ConditionType.READY)).isEqualTo("False/TaskFailed");
    assertThat(condition(status, ConditionType.EXECUTION_COMPLETE)).isEqualTo("True/Failed");
    assertThat(condition(status, ConditionType.EXECUTION_RUNNING)).isEqualTo("False/TaskFailed");
    assertThat(condition(status, ConditionType.AUDIT_RECORDED)).isEqualTo("False/Owed");
  }

  @Test
  void failsBeforeTheStartWithoutADurationAndSaysThatNothingWasCreated() {
    WorkflowExecutionStatus status =
        of(AnExecution.pending("mine")).fail(fail(FailureReason.CONFIGURATION_ERROR));

    assertThat(status.startTime()).isEmpty();
    assertThat(status.duration()).isEmpty();
    assertThat(status.executionEngine()).isEmpty();
    assertThat(condition(status, ConditionType.EXECUTION_CREATED))
        .isEqualTo("False/ConfigurationError");
    assertThat(status.failureDetails().orElseThrow().executionTimeBeforeFailure()).isEmpty();
    assertThat(status.failureDetails().orElseThrow().failedTaskName()).isEqualTo("workflow");
  }

  @Test
  void namesWhoItIsDeduplicatedByAndWhichEngineItsLockHadChosen() {
    WorkflowExecutionStatus status =
        of(AnExecution.pending("mine"))
            .fail(
                new Change.Fail(
                    Failure.of(FailureReason.DEDUPLICATED, false, "m", "a"),
                    Optional.empty(),
                    Optional.of(new Decision("tekton", Optional.empty(), Optional.empty(), 1)),
                    Optional.of("other")));

    assertThat(status.deduplicatedBy()).contains("other");
    assertThat(status.executionEngine()).contains("tekton");
  }

  @ParameterizedTest(name = "{0} cannot become {1}")
  @CsvSource({
    "Pending, Completed",
    "Running, Running",
    "Completed, Running",
    "Completed, Completed",
    "Completed, Failed",
    "Failed, Running",
    "Failed, Completed",
    "Failed, Failed"
  })
  void refusesAnIllegalTransition(String from, String to) {
    AnExecution execution =
        switch (from) {
          case "Pending" -> AnExecution.pending("mine");
          case "Running" -> AnExecution.running("mine");
          case "Completed" -> AnExecution.completed("mine", NOW);
          default -> AnExecution.ranAndFailed("mine", NOW);
        };

    assertThatIllegalStateException()
        .isThrownBy(() -> become(of(execution), to))
        .withMessage("apps/mine is %s and cannot become %s", from, to);
  }

  private static WorkflowExecutionStatus become(Transitions transitions, String to) {
    return switch (to) {
      case "Running" -> transitions.run(run());
      case "Completed" -> transitions.complete(new Change.Complete(SUCCEEDED));
      default -> transitions.fail(fail(FailureReason.UNKNOWN));
    };
  }

  @Test
  void saysWhatBlocksItAndThatNothingDoesAnyMore() {
    WorkflowExecution pending = AnExecution.pending("mine").build();
    WorkflowExecutionStatus blocked = new Transitions(pending, NOW).block(BLOCKAGE);

    assertThat(blocked.phase()).contains(Phase.PENDING);
    assertThat(blocked.blockedBy()).contains("apps/x");
    assertThat(blocked.blockedUntil()).contains(NOW);
    assertThat(condition(blocked, ConditionType.BLOCKED)).isEqualTo("True/CoolingDown");
    assertThat(condition(blocked, ConditionType.READY)).isEqualTo("False/Pending");

    WorkflowExecutionStatus run =
        new Transitions(pending.withStatus(blocked), NOW.plusSeconds(9)).run(run());

    assertThat(run.blockedBy()).isEmpty();
    assertThat(run.blockedUntil()).isEmpty();
    assertThat(condition(run, ConditionType.BLOCKED)).isEqualTo("False/NotBlocked");
  }

  @Test
  void neverSpeaksOfABlockageThatNeverWas() {
    WorkflowExecutionStatus status = of(AnExecution.pending("mine")).run(run());

    assertThat(condition(status, ConditionType.BLOCKED)).isEqualTo("absent");
  }

  @Test
  void unblocksAtEveryEndAndWithEveryProgress() {
    WorkflowExecution running = AnExecution.running("mine").build();
    WorkflowExecution blocked = running.withStatus(new Transitions(running, NOW).block(BLOCKAGE));

    assertThat(new Transitions(blocked, NOW).mirror(CHILD)).satisfies(TransitionsTest::isUnblocked);
    assertThat(new Transitions(blocked, NOW).complete(new Change.Complete(SUCCEEDED)))
        .satisfies(TransitionsTest::isUnblocked);
    assertThat(new Transitions(blocked, NOW).fail(fail(FailureReason.CANCELLED)))
        .satisfies(TransitionsTest::isUnblocked);
    assertThat(new Transitions(blocked, NOW).auditConfirmed())
        .satisfies(TransitionsTest::isUnblocked);
    assertThat(new Transitions(blocked, NOW).auditRejected("no"))
        .satisfies(TransitionsTest::isUnblocked);
    assertThat(new Transitions(blocked, NOW).auditSurrendered())
        .satisfies(TransitionsTest::isUnblocked);
  }

  private static void isUnblocked(WorkflowExecutionStatus status) {
    assertThat(status.blockedBy()).isEmpty();
    assertThat(status.blockedUntil()).isEmpty();
    assertThat(condition(status, ConditionType.BLOCKED)).isEqualTo("False/NotBlocked");
  }

  @Test
  void changesNothingOfATerminalExecutionButItsAuditAndItsConditions() {
    WorkflowExecution failed = AnExecution.ranAndFailed("mine", CREATED).build();
    WorkflowExecutionStatus status = new Transitions(failed, NOW).auditConfirmed();

    assertThat(condition(status, ConditionType.AUDIT_RECORDED)).isEqualTo("True/Confirmed");
    assertThat(status.toBuilder().conditions(failed.status().conditions()).build())
        .isEqualTo(failed.status().toBuilder().observedGeneration(1).build());
  }

  @Test
  void saysHowTheAuditWasSettled() {
    Transitions rejected = of(AnExecution.completed("mine", NOW));
    Transitions surrendered = of(AnExecution.completed("mine", NOW));

    assertThat(condition(rejected.auditRejected("no"), ConditionType.AUDIT_RECORDED))
        .isEqualTo("False/Rejected");
    assertThat(condition(surrendered.auditSurrendered(), ConditionType.AUDIT_RECORDED))
        .isEqualTo("False/Surrendered");
  }

  @Test
  void movesATransitionTimeOnlyWithTheStatus() {
    AnExecution execution =
        AnExecution.pending("mine")
            .condition(ConditionType.BLOCKED, "True", "TargetLocked", CREATED)
            .condition(ConditionType.READY, "Unknown", "Pending", CREATED);
    WorkflowExecutionStatus still = of(execution).block(BLOCKAGE);
    WorkflowExecutionStatus no = of(execution).run(run());

    assertThat(since(still, ConditionType.BLOCKED)).isEqualTo(CREATED);
    assertThat(since(no, ConditionType.BLOCKED)).isEqualTo(NOW);
    assertThat(since(no, ConditionType.READY)).isEqualTo(NOW);
    assertThat(no.conditions())
        .extracting(Condition::observedGeneration)
        .containsOnly(Optional.of(1L));
  }

  private static Instant since(WorkflowExecutionStatus status, ConditionType type) {
    return status.condition(type).orElseThrow().lastTransitionTime();
  }

  @Test
  void writesWholeSeconds() {
    Instant now = NOW.plusNanos(999_999_999);
    WorkflowExecutionStatus status = of(AnExecution.pending("mine"), now).run(run());

    assertThat(status.startTime()).contains(NOW);
    assertThat(status.conditions()).extracting(Condition::lastTransitionTime).containsOnly(NOW);
  }

  @Test
  void countsNoTimeWhereTheClockWentBackwards() {
    WorkflowExecutionStatus status =
        of(AnExecution.running("mine"), CREATED.minus(Duration.ofHours(1)))
            .complete(new Change.Complete(SUCCEEDED));

    assertThat(status.duration()).contains("0s");
  }

  @Test
  void keepsConditionsAndFieldsOfOthers() {
    Condition theirs = new Condition("Theirs", "True", "R", "m", CREATED, Optional.empty());
    WorkflowExecution pending = AnExecution.pending("mine").build();
    WorkflowExecution execution =
        pending.withStatus(pending.status().toBuilder().conditions(List.of(theirs)).build());

    assertThat(new Transitions(execution, NOW).run(run()).conditions()).contains(theirs);
  }

  @Test
  void cutsAMessageThatNoConditionCanHold() {
    String message = "x".repeat(32_767) + "\uD83D\uDE00";
    WorkflowExecutionStatus status = of(AnExecution.completed("mine", NOW)).auditRejected(message);

    assertThat(status.condition(ConditionType.AUDIT_RECORDED).orElseThrow().message())
        .isEqualTo("x".repeat(32_767));
  }

  @Test
  void writesTheSameStatusForTheSameBlockage() {
    WorkflowExecution pending = AnExecution.pending("mine").build();
    WorkflowExecutionStatus once = new Transitions(pending, NOW).block(BLOCKAGE);
    WorkflowExecutionStatus twice =
        new Transitions(pending.withStatus(once), NOW.plusSeconds(60)).block(BLOCKAGE);

    assertThat(twice).isEqualTo(once);
  }
}
