package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.audit.AuditEventType.EXECUTION_STARTED;
import static ai.kubernaut.we.core.audit.AuditEventType.SELECTION_COMPLETED;
import static ai.kubernaut.we.core.audit.AuditEventType.WORKFLOW_COMPLETED;
import static ai.kubernaut.we.core.fixture.AnExecution.CREATED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.audit.AuditProgress;
import ai.kubernaut.we.core.child.ChildState;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an execution owes to the audit trail, whenever there is nothing more urgent to do. */
class AuditPlannerTest {

  private static World completed() {
    return World.around(AnExecution.completed("mine", NOW));
  }

  @Test
  void handsOverTheStartWhileTheChildRuns() {
    World world = World.running(ChildState.STARTED).goOn().nothingHandedOver();

    assertThat(world.effect(Effect.SubmitAudit.class).events())
        .extracting(AuditEvent::type)
        .containsExactly(SELECTION_COMPLETED, EXECUTION_STARTED);
  }

  @Test
  void handsOverOnlyWhatIsNew() {
    World world =
        completed()
            .audit(
                new AuditProgress(
                    Set.of(SELECTION_COMPLETED, EXECUTION_STARTED), Set.of(), Optional.empty()));

    assertThat(world.effect(Effect.SubmitAudit.class).events())
        .extracting(AuditEvent::type)
        .containsExactly(WORKFLOW_COMPLETED);
  }

  @Test
  void handsEverythingOverAgainAfterARestart() {
    assertThat(completed().nothingHandedOver().effect(Effect.SubmitAudit.class).events())
        .hasSize(3);
  }

  @Test
  void recordsTheConfirmationOfARunningExecutionOnlyAtItsEnd() {
    World world = World.running(ChildState.STARTED).goOn().auditConfirmed();

    assertThat(world.waits()).isPresent();
  }

  @Test
  void recordsOnceThatEverythingWasConfirmed() {
    World world = completed().auditConfirmed();

    assertThat(world.change()).isEqualTo(new Change.AuditConfirmed());
    assertThat(world.goOn().waits()).isEmpty();
  }

  @Test
  void recordsTheConfirmationWhileTheTargetRests() {
    World world = completed().ourLock().auditConfirmed();

    assertThat(world.change()).isEqualTo(new Change.AuditConfirmed());
    assertThat(world.goOn().waits()).contains(NOW.plus(Duration.ofMinutes(5)));
  }

  @Test
  void waitsForTheConfirmationOfEveryEvent() {
    World world =
        completed()
            .audit(
                new AuditProgress(
                    Set.of(SELECTION_COMPLETED, EXECUTION_STARTED, WORKFLOW_COMPLETED),
                    Set.of(SELECTION_COMPLETED, EXECUTION_STARTED),
                    Optional.empty()));

    assertThat(world.waits()).isEmpty();
  }

  @Test
  void recordsThatAnEventWasRejected() {
    World world =
        completed()
            .audit(
                new AuditProgress(
                    Set.of(SELECTION_COMPLETED, EXECUTION_STARTED, WORKFLOW_COMPLETED),
                    Set.of(SELECTION_COMPLETED, EXECUTION_STARTED, WORKFLOW_COMPLETED),
                    Optional.of("no such outcome")));

    assertThat(world.change()).isEqualTo(new Change.AuditRejected("no such outcome"));
    assertThat(world.goOn().waits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rejected", "Surrendered"})
  void neverHandsOverAgainWhatIsSettled(String reason) {
    World world =
        World.around(
                AnExecution.completed("mine", NOW)
                    .condition(ConditionType.AUDIT_RECORDED, "False", reason, CREATED))
            .nothingHandedOver();

    assertThat(world.waits()).isEmpty();
  }
}
