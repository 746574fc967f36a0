package ai.kubernaut.we.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.Metadata;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.core.plan.Settings;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a controller whose execution namespace has changed may take over. */
class NamespaceMoveTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HERE = Settings.DEFAULTS.executionNamespace();
  private static final Duration COOLDOWN = Settings.DEFAULTS.cooldown();

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource
  void waitsForLocksElsewhere(
      String what, String lastHolderWorkedIn, WorkflowExecution execution, boolean waits) {
    assertThat(move(execution).objection(lease(lastHolderWorkedIn)).isPresent()).isEqualTo(waits);
  }

  static Stream<Arguments> waitsForLocksElsewhere() {
    WorkflowExecution runsHere = execution(Phase.RUNNING, HERE, Optional.empty());
    WorkflowExecution runsThere = execution(Phase.RUNNING, "there", Optional.empty());
    return Stream.of(
        arguments("nothing has changed", HERE, runsHere, false),
        arguments("nobody has led yet", "", runsHere, false),
        arguments("one runs in another namespace", "there", runsThere, true),
        arguments("nobody wrote where it worked, but one runs there", "", runsThere, true),
        arguments("one runs there from before the last change", HERE, runsThere, true),
        arguments("one was taken up, and may have a lock", "there", pending(true), true),
        arguments("one was taken up here", HERE, pending(true), false),
        arguments("one was not taken up yet", "there", pending(false), false),
        arguments(
            "one cools down there",
            "there",
            ended("there", NOW.minus(COOLDOWN).plusSeconds(1)),
            true),
        arguments(
            "one has cooled down there", "there", ended("there", NOW.minus(COOLDOWN)), false));
  }

  @Test
  void namesTheSettingAnExecutionAndTheRemedy() {
    assertThat(move(execution(Phase.RUNNING, "there", Optional.empty())).objection())
        .hasValueSatisfying(
            reason ->
                assertThat(reason).contains("execution.namespace", "apps/a", "set it back until"));
  }

  private static NamespaceMove move(WorkflowExecution execution) {
    return new NamespaceMove(
        () -> List.of(execution), () -> Settings.DEFAULTS, InstantSource.fixed(NOW));
  }

  private static JsonObject lease(String namespace) {
    return Json.parse(
            namespace.isEmpty()
                ? "{\"metadata\": {}}"
                : "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}"
                    .formatted(Names.EXECUTION_NAMESPACE_ANNOTATION, namespace))
        .orElseThrow();
  }

  private static WorkflowExecution pending(boolean takenUp) {
    return new WorkflowExecution(
        metadata(takenUp ? List.of(Names.CLEANUP_FINALIZER) : List.of()),
        Optional.empty(),
        WorkflowExecutionStatus.empty());
  }

  private static WorkflowExecution ended(String namespace, Instant end) {
    return execution(Phase.COMPLETED, namespace, Optional.of(end));
  }

  private static WorkflowExecution execution(
      Phase phase, String namespace, Optional<Instant> completed) {
    WorkflowExecutionStatus.Builder status =
        WorkflowExecutionStatus.empty().toBuilder()
            .phase(phase)
            .executionRef(new ExecutionRef("Job", namespace, "wfe-1", "child"));
    completed.ifPresent(status::completionTime);
    return new WorkflowExecution(
        metadata(List.of(Names.CLEANUP_FINALIZER)), Optional.empty(), status.build());
  }

  private static Metadata metadata(List<String> finalizers) {
    return new Metadata(
        "apps", "a", "uid", "1", 1, NOW, Optional.empty(), Map.of(), Map.of(), finalizers);
  }
}
