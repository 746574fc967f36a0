package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Phase;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the life of one execution looks like from outside, from its creation to its rest. */
class StoryIT {

  private static final String ENDED = "workflowexecution_reconciler_total";

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static History history;
  private static ControllerProcess controller;

  @BeforeAll
  static void start() {
    cluster = Cluster.withTekton(directory);
    user = new User(cluster);
    history = History.of(cluster);
    controller = ControllerProcess.start(cluster);
  }

  @AfterAll
  static void stop() {
    controller.close();
    history.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void ofOneThatCompletes(Engine engine) throws Exception {
    double before = controller.scrape().sum(ENDED, "outcome", "Completed");
    WorkflowExecution end = live(engine, "completes-" + engine.word(), "succeed after=1s");

    assertThat(phases(end)).containsExactly(Phase.PENDING, Phase.RUNNING, Phase.COMPLETED);
    assertThat(conditions(firstWith(end, Phase.RUNNING)))
        .contains(
            "ExecutionCreated=True ExecutionCreated",
            "ExecutionRunning=True ExecutionStarted",
            "ExecutionComplete=False Running",
            "Ready=False Running");
    assertThat(conditions(firstWith(end, Phase.COMPLETED)))
        .contains(
            "ExecutionCreated=True ExecutionCreated",
            "ExecutionRunning=False Ended",
            "ExecutionComplete=True Succeeded",
            "Ready=True Completed");
    assertThat(conditions(end)).contains("AuditRecorded=True Confirmed");
    assertFollowsItsChild(end);
    assertThat(end.status().duration()).isPresent();
    assertThat(end.status().failureDetails()).isEmpty();

    assertThat(user.events(end.metadata().name()))
        .containsExactlyInAnyOrder("ExecutionCreated", "WorkflowCompleted", "LockReleased");
    assertToldInOrder(end, "selection.completed", "execution.started", "workflow.completed");
    assertThat(controller.scrape().sum(ENDED, "outcome", "Completed")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource
  void ofOneThatFails(Engine engine) throws Exception {
    double before = controller.scrape().sum(ENDED, "outcome", "Failed");
    WorkflowExecution end = live(engine, "fails-" + engine.word(), "exit=3 after=1s");

    assertThat(phases(end)).containsExactly(Phase.PENDING, Phase.RUNNING, Phase.FAILED);
    assertThat(conditions(firstWith(end, Phase.FAILED)))
        .contains(
            "ExecutionCreated=True ExecutionCreated",
            "ExecutionRunning=False TaskFailed",
            "ExecutionComplete=True Failed",
            "Ready=False TaskFailed");
    assertThat(conditions(end)).contains("AuditRecorded=True Confirmed");
    FailureDetails failure = end.status().failureDetails().orElseThrow();
    assertThat(failure.reason()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.wasExecutionFailure()).isTrue();
    assertThat(failure.exitCode()).contains(3);
    assertThat(failure.failedTaskName()).isEqualTo("workflow");
    assertThat(failure.failedStepName().isPresent()).isEqualTo(engine == Engine.TEKTON);
    assertThat(failure.message()).isNotBlank();
    assertThat(failure.naturalLanguageSummary()).contains(failure.message().substring(0, 10));
    assertThat(failure.executionTimeBeforeFailure()).isPresent();

    assertThat(user.events(end.metadata().name()))
        .containsExactlyInAnyOrder("ExecutionCreated", "WorkflowFailed", "LockReleased");
    assertToldInOrder(end, "selection.completed", "execution.started", "workflow.failed");
    assertThat(controller.scrape().sum(ENDED, "outcome", "Failed")).isEqualTo(before + 1);
  }

  /** The life of one, until nothing is left to do for it. */
  private static WorkflowExecution live(Engine engine, String name, String outcome) {
    user.runs(engine, name, name, outcome, "");
    user.awaitEnd(name);
    User.await(
        "rest",
        () ->
            user.events(name).contains("LockReleased")
                && user.condition(name, ConditionType.AUDIT_RECORDED)
                    .filter(Condition::isTrue)
                    .isPresent());
    return user.execution(name).orElseThrow();
  }

  private static Stream<WorkflowExecution> versions(WorkflowExecution execution) {
    return history.complete().stream()
        .filter(v -> v.is(User.EXECUTIONS) && v.uid().equals(execution.metadata().uid()))
        .map(version -> WorkflowExecutionCodec.read(version.object()));
  }

  private static List<Phase> phases(WorkflowExecution execution) {
    return versions(execution).map(WorkflowExecution::phase).distinct().toList();
  }

  private static WorkflowExecution firstWith(WorkflowExecution execution, Phase phase) {
    return versions(execution).filter(e -> e.phase() == phase).findFirst().orElseThrow();
  }

  private static List<String> conditions(WorkflowExecution execution) {
    return execution.status().conditions().stream()
        .map(c -> c.type() + "=" + c.status() + " " + c.reason())
        .toList();
  }

  /** It names the child, says that it runs, and in the end how much of it is done. */
  private static void assertFollowsItsChild(WorkflowExecution end) {
    String child = end.status().executionRef().orElseThrow().uid().orElseThrow();
    assertThat(history.complete()).anyMatch(v -> Engine.runs(v.type()) && v.uid().equals(child));
    assertThat(versions(end))
        .anyMatch(
            e ->
                e.phase() == Phase.RUNNING
                    && e.status()
                        .executionStatus()
                        .flatMap(s -> s.reason())
                        .equals(Optional.of("Running")));
    assertThat(end.status().executionStatus())
        .hasValueSatisfying(
            status -> {
              assertThat(status.status()).isEqualTo("True");
              assertThat(status.completedTasks()).contains(1);
              assertThat(status.totalTasks()).contains(1);
            });
  }

  /** What the audit trail has of it, each event once, none before the one that it follows. */
  private static void assertToldInOrder(WorkflowExecution execution, String... types)
      throws IOException {
    List<JsonObject> told =
        Files.readAllLines(ControllerProcess.audit(cluster)).stream()
            .map(line -> Json.parse(line).orElseThrow())
            .filter(event -> text(event, "resource_id").equals(execution.metadata().uid()))
            .toList();
    assertThat(told)
        .extracting(event -> text(event, "event_type"))
        .containsExactly(
            Stream.of(types).map(type -> "workflowexecution." + type).toArray(String[]::new));
    assertThat(told).allMatch(AuditContract::isMet);
    assertThat(
            told.stream()
                .map(event -> Instant.parse(text(event, "event_timestamp")))
                .collect(Collectors.toList()))
        .isSorted();
  }

  private static String text(JsonObject event, String field) {
    return Json.string(event, field).orElseThrow();
  }
}
