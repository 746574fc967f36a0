package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of an execution whose Job somebody else suspends while it runs. */
class SuspensionIT {

  private static final String NAME = "suspended";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private LocalController controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.start(directory);
    user = new User(cluster.api());
    controller = LocalController.start(cluster, "1s");
  }

  @AfterEach
  void stop() {
    controller.close();
    cluster.close();
  }

  @Test
  void itSaysSoAndGoesOnWhenTheJobIsResumed() {
    suspends("run then succeed", "");

    WorkflowExecution blocked = user.awaitBlocked(NAME, Blockage.SUSPENDED);
    Condition condition = blocked.status().condition(ConditionType.BLOCKED).orElseThrow();
    assertThat(condition.message())
        .contains("Job kubernaut-workflows/" + Freezer.child(NAME), "suspended by somebody else");
    assertThat(blocked.phase().toString()).isEqualTo("Running");
    assertThat(blocked.status().failureDetails()).isEmpty();
    assertThat(blocked.status().executionStatus().orElseThrow().reason()).contains("Suspended");
    User.await(() -> user.events(NAME).contains("ExecutionBlocked"));
    User.await(() -> user.pods().isEmpty());

    suspend(false);
    User.await(
        () -> user.condition(NAME, ConditionType.BLOCKED).filter(Condition::isTrue).isEmpty());
    user.awaitPhase(NAME, "Completed");
    assertThat(user.jobs()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void itIsCancelledAllTheSame() {
    suspends("run", "");
    user.awaitBlocked(NAME, Blockage.SUSPENDED);

    user.cancels(NAME, "wrong cluster");
    FailureDetails failure = user.awaitFailure(NAME);
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.CANCELLED);
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  @Test
  void itsDeadlineIsKept() {
    suspends("run", "executionConfig: {timeout: 4s}");

    FailureDetails failure = user.awaitFailure(NAME);
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failure.wasExecutionFailure()).isTrue();
  }

  /** Suspends the Job of an execution as soon as its pod runs. */
  private void suspends(String outcome, String more) {
    user.runs(NAME, NAME, outcome, more);
    user.awaitPod(Freezer.child(NAME));
    suspend(true);
  }

  private void suspend(boolean suspend) {
    ResourceRef job = ResourceType.JOBS.named(Cluster.EXECUTION_NAMESPACE, Freezer.child(NAME));
    user.patches(job, "{\"spec\": {\"suspend\": %s}}".formatted(suspend));
  }
}
