package ai.kubernaut.we.core.plan;

import static ai.kubernaut.we.core.audit.AuditEventType.BLOCK_CLEARED;
import static ai.kubernaut.we.core.fixture.AnExecution.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.audit.AuditEvent;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.fixture.World;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person lets others run on the target of an execution that failed. */
class ClearanceTest {

  private static final String AT = "2026-03-01T12:10:00Z";
  private static final BlockClearance CLEARANCE =
      new BlockClearance("Annotation", "looked at it", "alice", Optional.of(Instant.parse(AT)));

  private static AnExecution failed() {
    return AnExecution.ranAndFailed("mine", NOW);
  }

  private static AnExecution stamped() {
    return failed().stamped("looked at it", "alice", AT);
  }

  private static AnExecution recorded(AnExecution execution, String value, String reason) {
    return execution.condition(ConditionType.AUDIT_RECORDED, value, reason, NOW);
  }

  private static World around(AnExecution execution) {
    return World.around(execution).trustingClearances();
  }

  private static Condition recorded(World world) {
    return world.execution().status().condition(ConditionType.AUDIT_RECORDED).orElseThrow();
  }

  @Test
  void isCopiedToTheStatusInOneWrite() {
    World world = around(recorded(stamped(), "True", "Confirmed"));
    WorkflowExecution before = world.execution();

    assertThat(world.change()).isEqualTo(new Change.Clear(CLEARANCE));
    world.goOn();
    assertThat(world.execution().status().blockClearance()).contains(CLEARANCE);
    assertThat(
            world.execution().status().toBuilder()
                .conditions(before.status().conditions())
                .build()
                .toString()
                .replaceFirst("blockClearance=.*, conditions", "conditions"))
        .isEqualTo(
            before.status().toBuilder()
                .observedGeneration(1)
                .build()
                .toString()
                .replaceFirst("blockClearance=.*, conditions", "conditions"));
  }

  @Test
  void isCopiedOnceAndNeverReplaced() {
    World world = around(recorded(stamped(), "True", "Confirmed")).goOn().auditConfirmed().goOn();
    World other = around(recorded(failed().stamped("other", "bob", AT).cleared(), "True", "x"));

    assertThat(world.waits()).isEmpty();
    assertThat(other.waits()).isEmpty();
  }

  @Test
  void isOwedToTheAuditTrailAloneWhereTheRestWasConfirmed() {
    World world = around(recorded(stamped(), "True", "Confirmed")).goOn().nothingHandedOver();

    assertThat(recorded(world).isTrue()).isFalse();
    assertThat(world.effect(Effect.SubmitAudit.class).events())
        .extracting(AuditEvent::type)
        .containsExactly(BLOCK_CLEARED);
    assertThat(world.effect(Effect.SubmitAudit.class).events())
        .extracting(AuditEvent::at)
        .containsExactly(Instant.parse(AT));
    assertThat(world.auditConfirmed().change()).isEqualTo(new Change.AuditConfirmed());
    assertThat(recorded(world.goOn()).isTrue()).isTrue();
    assertThat(world.nothingHandedOver().waits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Owed", "Rejected", "Surrendered"})
  void isOwedBesideWhateverWasNotConfirmed(String reason) {
    World world = around(recorded(stamped(), "False", reason)).goOn().nothingHandedOver();

    assertThat(recorded(world).reason()).isEqualTo("Owed");
    assertThat(world.effect(Effect.SubmitAudit.class).events()).hasSize(4);
  }

  @Test
  void isWaitedForByADeletion() {
    World world = around(recorded(stamped(), "True", "Confirmed").deletedAt(NOW)).atServer();

    assertThat(world.goOn().nothingHandedOver().effect()).isInstanceOf(Effect.SubmitAudit.class);
    assertThat(world.auditConfirmed().goOn().effect()).isEqualTo(new Effect.RemoveFinalizer());
  }

  static Stream<Arguments> stampsThatCountForNothing() {
    return Stream.of(
        Arguments.of("no name", failed().annotated(Names.CLEAR_ANNOTATION, "why")),
        Arguments.of("a blank name", failed().stamped("why", " ", AT)),
        Arguments.of("a blank reason", failed().stamped(" ", "alice", AT)),
        Arguments.of("a time that is none", failed().stamped("why", "alice", "noon")),
        Arguments.of(
            "an execution that completed",
            AnExecution.completed("mine", NOW).stamped("why", "alice", AT)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stampsThatCountForNothing")
  void needsAWholeStampOnAFailedExecution(String sentence, AnExecution execution) {
    World world = around(recorded(execution, "True", "Confirmed"));

    assertThat(world.waits()).as(sentence).isEmpty();
  }

  @Test
  void needsAWebhookThatStamps() {
    assertThat(World.around(recorded(stamped(), "True", "Confirmed")).waits()).isEmpty();
  }

  @Test
  void doesNotHoldUpWhatTheTargetWaitsFor() {
    World world = around(stamped()).ourLock().goOn();

    assertThat(world.nothingHandedOver().effect(Effect.SubmitAudit.class).until())
        .contains(NOW.plusSeconds(300));
  }
}
