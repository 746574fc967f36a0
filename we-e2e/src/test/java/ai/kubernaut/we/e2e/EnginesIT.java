package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is promised of executions holds on each engine. */
class EnginesIT {

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private ControllerProcess controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    controller = ControllerProcess.start(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void endsComeWithTheirReasonsAndLeaveNothingBehind(Engine engine) {
    cluster.addTekton();
    try (History history = History.of(cluster)) {
      run(engine, "completes", "succeed after=100ms", "");
      run(engine, "exit", "exit=3 after=100ms", "");
      run(engine, "memory", "oom after=100ms", "");
      run(engine, "late", "run", "executionConfig: {timeout: 2s}");
      run(engine, "cancelled", "run", "");
      user.awaitPod(Freezer.child("cancelled"));
      user.cancels("cancelled", "wrong cluster");

      user.awaitPhase("completes", "Completed");
      assertThat(failure("exit", FailureReason.TASK_FAILED).exitCode()).contains(3);
      assertThat(failure("exit", FailureReason.TASK_FAILED).message()).isNotBlank();
      assertThat(failure("memory", FailureReason.OOM_KILLED).wasExecutionFailure()).isTrue();
      assertThat(failure("late", FailureReason.DEADLINE_EXCEEDED).wasExecutionFailure()).isTrue();
      assertThat(failure("cancelled", FailureReason.CANCELLED).message()).contains("wrong cluster");
      assertSafe(history, 5);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDeletedExecutionTakesItsChildWithItAtEachPhase(Engine engine) {
    cluster.addTekton();
    try (History history = History.of(cluster)) {
      run(engine, "pending", "run", "");
      user.deletes("pending");
      run(engine, "running", "run", "");
      user.awaitPod(Freezer.child("running"));
      user.deletes("running");
      run(engine, "ended", "succeed", "");
      user.awaitPhase("ended", "Completed");
      user.deletes("ended");
      List.of("pending", "running", "ended").forEach(user::awaitGone);
      user.awaitNothingLeft();
      Safety safety = new Safety(history.complete(), List.of(), Duration.ofSeconds(1));
      assertThat(safety.violations()).isEmpty();
    }
  }

  @Test
  void anExecutionWaitsForTektonToBeInstalled() {
    assumeThat(cluster.hasTekton()).as("Tekton is installed").isFalse();
    user.runs(Engine.TEKTON, "early", "early", "succeed", "");
    User.await(() -> !user.execution("early").orElseThrow().status().conditions().isEmpty());
    assertThat(user.phase("early")).isEqualTo("Pending");
    cluster.addTekton();
    user.awaitPhase("early", "Completed");
    user.awaitNothingLeft();
  }

  private void run(Engine engine, String name, String outcome, String more) {
    user.runs(engine, name, name, outcome, more);
  }

  private FailureDetails failure(String name, FailureReason reason) {
    FailureDetails failure = user.awaitFailure(name);
    assertThat(failure.reason()).as(name).isEqualTo(reason);
    return failure;
  }

  private void assertSafe(History history, int started) {
    user.awaitNothingLeft();
    Safety safety = new Safety(history.complete(), List.of(), Duration.ofSeconds(1));
    assertThat(safety.violations()).isEmpty();
    assertThat(safety.started()).hasSize(started).values().allMatch(c -> c.size() == 1);
  }
}
