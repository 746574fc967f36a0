package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.NOW;
import static ai.kubernaut.we.controller.Bench.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.EventReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.settle.Note;
import ai.kubernaut.we.core.settle.Revisit;
import ai.kubernaut.we.core.settle.Settlement;
import ai.kubernaut.we.kubernetes.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusWriterTest {

  private static final Note NOTE = new Note(EventReason.WORKFLOW_COMPLETED, "It is done.");
  private static final String ENDED = "workflowexecution_reconciler_total";

  private Bench bench;

  @BeforeEach
  void oneExecution() {
    bench = new Bench();
    bench.seen("mine", TARGET);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Observation observed() {
    return bench
        .observer
        .observe(new WorkItem.OfExecution("default", "mine"), Observation.Scope.CACHES)
        .orElseThrow();
  }

  private boolean write(Observation o, WorkflowExecutionStatus status) {
    return bench.writer.write(
        o, new Settlement(status, List.of(NOTE), new Revisit.Await(Optional.empty())));
  }

  private static WorkflowExecutionStatus in(Phase phase) {
    return WorkflowExecutionStatus.empty().toBuilder().phase(phase).startTime(NOW).build();
  }

  private static WorkflowExecutionStatus completed() {
    return in(Phase.COMPLETED).toBuilder().completionTime(NOW.plusSeconds(5)).build();
  }

  private double ended() {
    return Optional.ofNullable(
            bench.registry.getSampleValue(
                ENDED, new String[] {"outcome"}, new String[] {"Completed"}))
        .orElse(0.0);
  }

  @Test
  void aNewStatusIsWrittenAndInViewAtOnceAndThenTold() {
    assertThat(write(observed(), in(Phase.RUNNING))).isTrue();

    assertThat(bench.executions.seen("default", "mine").orElseThrow().execution().phase())
        .isEqualTo(Phase.RUNNING);
    assertThat(
            Json.string(
                bench.get(WatchedExecution.TYPE.named("default", "mine")), "status", "phase"))
        .contains("Running");
    assertThat(bench.notes).containsExactly(NOTE);
    assertThat(bench.pace.lastWrite(observed().execution().metadata().uid())).isEqualTo(NOW);
  }

  @Test
  void aStatusThatIsTheSameCostsNoRequest() {
    Observation o = observed();
    bench.server.forgetRequests();

    assertThat(write(o, o.execution().status())).isTrue();
    assertThat(bench.server.requests()).isEmpty();
    assertThat(bench.notes).containsExactly(NOTE);
  }

  @Test
  void anOldViewWritesNothingAndTellsNothing() {
    Observation old = observed();
    assertThat(write(old, in(Phase.RUNNING))).isTrue();
    bench.notes.clear();

    assertThat(write(old, completed())).isFalse();
    assertThat(bench.notes).isEmpty();
    assertThat(ended()).isZero();
    assertThat(observed().execution().phase()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void anEndIsCountedOnce() {
    assertThat(write(observed(), completed())).isTrue();
    Observation o = observed();
    assertThat(write(o, o.execution().status().toBuilder().observedGeneration(1L).build()))
        .isTrue();

    assertThat(ended()).isEqualTo(1);
    assertThat(bench.pace.lastWrite(o.execution().metadata().uid())).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aServerThatDoesNotAnswerWritesNothing() {
    Observation o = observed();
    bench.close();

    assertThat(write(o, in(Phase.RUNNING))).isFalse();
    assertThat(bench.notes).isEmpty();
  }
}
