package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.testkit.tekton.BundleScript;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of several tasks: retried, skipped, at the end, and of others' kinds. */
class PipelinesIT {

  private static final String NAME = "pipeline";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private LocalController controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.start(directory);
    user = new User(cluster);
    controller = LocalController.start(cluster, "1s");
  }

  @AfterEach
  void stop() {
    controller.close();
    cluster.close();
  }

  @Test
  void aTaskThatSucceedsAtItsSecondTryCountsOnce() {
    runs(Bundles.buildTestCleanUp("exit=1 then succeed"), "succeed");

    assertThat(user.awaitPhase(NAME, "Completed").status().failureDetails()).isEmpty();
    assertThat(progress()).isEqualTo("3/3");
  }

  @Test
  void whileALastTaskRunsAllOthersAreDone() {
    runs(Bundles.buildTestCleanUp("exit=1 then succeed"), "run");

    User.await(() -> progress().equals("2/3"));
    assertThat(user.phase(NAME)).isEqualTo("Running");
    user.cancels(NAME, "seen enough");
    assertThat(user.awaitFailure(NAME).reason()).isEqualTo(FailureReason.CANCELLED);
  }

  @Test
  void aSkippedTaskIsDoneWhileALastTaskRuns() {
    runs(Bundles.buildTestCleanUp("exit=1 then exit=4"), "run");

    User.await(() -> progress().equals("2/3"));
    assertThat(user.phase(NAME)).isEqualTo("Running");
    user.cancels(NAME, "seen enough");
    user.awaitEnd(NAME);
  }

  @Test
  void theLastTryOfATaskTellsWhyItFailed() {
    runs(Bundles.buildTestCleanUp("oom then exit=4"), "succeed");

    FailureDetails failure = user.awaitFailure(NAME);
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.exitCode()).contains(4);
    assertThat(failure.failedTaskName()).isEqualTo("build");
    assertThat(failure.wasExecutionFailure()).isTrue();
    assertThat(progress()).isEqualTo("3/3");
  }

  @Test
  void whatACustomTaskSaysOfItsFailureIsRead() {
    runs(Bundles.of(Bundles.APPROVAL), "succeed");
    user.refuses(NAME);

    FailureDetails failure = user.awaitFailure(NAME);
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.message()).isEqualTo("Task approve failed (Rejected): bob said no.");
    assertThat(failure.failedTaskName()).isEqualTo("approve");
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  private void runs(BundleScript bundles, String outcome) {
    cluster.addTekton(bundles);
    user.runs(Engine.TEKTON, NAME, NAME, outcome, "");
  }

  private String progress() {
    return user.execution(NAME)
        .flatMap(execution -> execution.status().executionStatus())
        .map(PipelinesIT::progress)
        .orElse("");
  }

  private static String progress(ExecutionStatus status) {
    return "%d/%d".formatted(status.completedTasks().orElse(-1), status.totalTasks().orElse(-1));
  }
}
