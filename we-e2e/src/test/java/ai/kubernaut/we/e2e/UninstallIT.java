package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/install.md says about taking everything away again. */
@SuppressWarnings("try") // A controller works while it is open.
class UninstallIT {

  private static final ResourceRef NAMESPACE =
      new ResourceType("", "v1", "namespaces", "Namespace", false)
          .named("", Cluster.EXECUTION_NAMESPACE);

  private static final Settings MOVED =
      Settings.ELECTED.execution("namespace", Cluster.OTHER_EXECUTION_NAMESPACE);

  @TempDir Path directory;

  private Cluster cluster;
  private User user;

  @BeforeEach
  void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  @Test
  void inTheRightOrderNothingIsLeft() throws Exception {
    try (ControllerProcess unused = ControllerProcess.start(cluster)) {
      user.runs("ran", "succeed");
      user.awaitPhase("ran", "Completed");
      user.runs("runs", "run");
      user.awaitPhase("runs", "Running");
      user.deletes("ran");
      user.deletes("runs");
      user.awaitGone("ran");
      user.awaitGone("runs");
      user.awaitNothingLeft();
    }
    user.deletes(NAMESPACE, Deletion.Propagation.BACKGROUND);
    User.await(() -> user.found(NAMESPACE).isEmpty());
  }

  /** The rights of a controller in the cluster have gone with the namespace. */
  @Test
  void inAnotherOrderTheNamespaceStaysUntilAControllerAtADeskHasFinished() throws Exception {
    try (ControllerProcess unused = ControllerProcess.start(cluster)) {
      user.runs("runs", "run");
      user.awaitPod(
          user.awaitPhase("runs", "Running").status().executionRef().orElseThrow().name());
    }
    user.deletes(NAMESPACE, Deletion.Propagation.BACKGROUND);
    user.deletes("runs");
    User.await(() -> user.pods().isEmpty());
    assertThat(user.found(NAMESPACE))
        .hasValueSatisfying(
            stays -> assertThat(Json.string(stays, "metadata", "deletionTimestamp")).isPresent());
    assertThat(user.execution("runs")).isPresent();

    try (ControllerProcess unused = ControllerProcess.atADesk(cluster, Settings.ELECTED)) {
      user.awaitGone("runs");
      User.await(() -> user.found(NAMESPACE).isEmpty());
    }
  }

  @Test
  void aControllerThatIsPointedElsewhereWaitsUntilNoLockIsLeft() throws Exception {
    String child;
    try (ControllerProcess unused = ControllerProcess.start(cluster, Settings.ELECTED)) {
      user.runs("runs", "run");
      child = user.awaitPhase("runs", "Running").status().executionRef().orElseThrow().name();
      user.awaitPod(child);
    }
    try (ControllerProcess moved = ControllerProcess.start(cluster, MOVED)) {
      user.runs("next", "web", "succeed", "");
      User.await(() -> moved.metric("workflowexecution_executions") == 2);
      assertThat(moved.metric("workflowexecution_leader")).isZero();
      user.cancels("runs", "moving");
    }
    try (ControllerProcess unused = ControllerProcess.start(cluster, Settings.ELECTED)) {
      user.awaitEnd("runs");
      user.awaitEnd("next");
      user.awaitNothingLeft();
    }
    try (ControllerProcess moved = ControllerProcess.start(cluster, MOVED)) {
      User.await(() -> moved.metric("workflowexecution_leader") == 1);
      user.runs("elsewhere", "succeed");
      assertThat(user.awaitEnd("elsewhere").status().executionRef().orElseThrow().namespace())
          .contains(Cluster.OTHER_EXECUTION_NAMESPACE);
    }
  }
}
