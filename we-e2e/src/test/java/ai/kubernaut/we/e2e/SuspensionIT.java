package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Condition;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of an execution whose Job somebody else suspends. */
class SuspensionIT {

  private static final String NAME = "suspended";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private LocalController controller;

  private void start(Cluster with) throws Exception {
    cluster = with;
    user = new User(cluster);
    controller = LocalController.start(cluster, "1s");
  }

  @AfterEach
  void stop() {
    controller.close();
    cluster.close();
  }

  @Test
  void oneWithoutAPodSaysSoUntilTheJobIsResumed() throws Exception {
    start(Cluster.withoutJobController(directory));
    user.runs(NAME, "run");
    user.awaitPhase(NAME, "Running");
    User.await(() -> !Json.bool(job(), "spec", "suspend").orElse(true));
    suspend(true);

    WorkflowExecution blocked = user.awaitBlocked(NAME, Blockage.SUSPENDED);
    Condition condition = blocked.status().condition(ConditionType.BLOCKED).orElseThrow();
    assertThat(condition.message())
        .contains("Job kubernaut-workflows/" + Freezer.child(NAME), "suspended by somebody else");
    assertThat(blocked.phase().toString()).isEqualTo("Running");
    assertThat(blocked.status().failureDetails()).isEmpty();
    assertThat(blocked.status().executionStatus().orElseThrow().reason()).contains("Suspended");
    User.await(() -> user.events(NAME).contains("ExecutionBlocked"));

    suspend(false);
    User.await(
        () -> user.condition(NAME, ConditionType.BLOCKED).filter(Condition::isTrue).isEmpty());
    WorkflowExecution running = user.execution(NAME).orElseThrow();
    assertThat(running.phase().toString()).isEqualTo("Running");
    assertThat(running.status().executionStatus().orElseThrow().reason()).contains("Running");
  }

  /** The suspension ends its pod, and nothing is run twice unasked. */
  @Test
  void oneThatRanFailsAndIsNotRunAgain() throws Exception {
    start(Cluster.start(directory));
    user.runs(NAME, "run then succeed");
    user.awaitPod(Freezer.child(NAME));
    suspend(true);

    FailureDetails failure = user.awaitFailure(NAME);
    assertThat(failure.reason()).as(failure.message()).isEqualTo(FailureReason.TASK_FAILED);
    assertThat(failure.wasExecutionFailure()).isTrue();
    user.awaitNothingLeft();
    assertThat(user.phase(NAME)).isEqualTo("Failed");
  }

  private static ResourceRef ref() {
    return ResourceType.JOBS.named(Cluster.EXECUTION_NAMESPACE, Freezer.child(NAME));
  }

  private JsonObject job() {
    return user.found(ref()).orElseThrow();
  }

  private void suspend(boolean suspend) {
    user.patches(ref(), "{\"spec\": {\"suspend\": %s}}".formatted(suspend));
  }
}
