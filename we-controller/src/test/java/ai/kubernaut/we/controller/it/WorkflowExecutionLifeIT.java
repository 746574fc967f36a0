package ai.kubernaut.we.controller.it;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an execution; the test plays the user and the Job controller. */
class WorkflowExecutionLifeIT {

  private static TestCluster cluster;

  private Life life;
  private Controller controller;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = TestCluster.start();
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void startController() throws Exception {
    life = new Life(cluster.api());
    controller = controller();
  }

  @AfterEach
  void stopController() {
    controller.close();
  }

  private static Controller controller() throws Exception {
    Configuration configuration =
        Configuration.parse(
            "test",
            """
            execution:
              cooldownPeriod: 2s
            controller:
              metricsAddr: 127.0.0.1:0
              healthProbeAddr: 127.0.0.1:0
              leaderElectionNamespace: kubernaut-system
            audit:
              sink: none
            """);
    Controller controller =
        Controller.create(cluster.controllerConnection(), configuration, "test");
    controller.start();
    return controller;
  }

  @Test
  void runsOnceAndReleasesItsTargetAfterTheCooldown() {
    life.create("succeeds", "default/deployment/my-app");
    WorkflowExecution running = life.awaitPhase("succeeds", "Running");
    String name = "wfe-c00449355dfb987a";
    assertThat(running.metadata().finalizers()).containsExactly(Names.CLEANUP_FINALIZER);
    assertThat(running.status().executionRef().orElseThrow().name()).isEqualTo(name);
    assertThat(running.status().executionRef().orElseThrow().uid())
        .contains(uid(life.job(name).orElseThrow()));
    assertThat(Json.string(life.lease(name).orElseThrow(), "spec", "holderIdentity"))
        .contains(running.metadata().uid());

    Life.await(() -> started(life.job(name).orElseThrow()));
    life.jobStarts(name);
    life.jobCompletes(name);
    WorkflowExecution completed = life.awaitPhase("succeeds", "Completed");
    assertThat(completed.status().completionTime()).isPresent();
    assertThat(completed.status().duration()).isPresent();
    assertThat(completed.status().failureDetails()).isEmpty();
    assertThat(completed.status().executionStatus().orElseThrow().status()).isEqualTo("True");
    assertThat(life.isTrue("succeeds", ConditionType.READY)).isTrue();
    assertThat(life.job(name)).isPresent();
    assertThat(life.lease(name)).isPresent();

    Life.await(() -> life.isTrue("succeeds", ConditionType.AUDIT_RECORDED));
    Life.await(() -> life.job(name).isEmpty());
    Life.await(() -> life.lease(name).isEmpty());
    Life.await(
        () ->
            life.events("succeeds")
                .containsAll(List.of("ExecutionCreated", "WorkflowCompleted", "LockReleased")));

    life.delete("succeeds");
    Life.await(() -> life.execution("succeeds").isEmpty());
  }

  @Test
  void failsWithAReasonAndSaysThatItMayHaveRun() {
    life.create("fails", "default/deployment/fails");
    String name = child("fails");
    life.jobStarts(name);
    life.jobFails(name);
    WorkflowExecution failed = life.awaitPhase("fails", "Failed");
    assertThat(failed.status().failureDetails().orElseThrow().wasExecutionFailure()).isTrue();
    assertThat(failed.status().failureDetails().orElseThrow().message()).isNotBlank();
    assertThat(life.isTrue("fails", ConditionType.READY)).isFalse();
    Life.await(() -> life.lease(name).isEmpty());
  }

  @Test
  void refusesASpecThatCannotRunBeforeAnythingIsCreated() {
    life.create("invalid", "default/ /my-app");
    WorkflowExecution failed = life.awaitPhase("invalid", "Failed");
    assertThat(failed.status().failureDetails().orElseThrow().reason())
        .isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(failed.status().failureDetails().orElseThrow().message())
        .contains("spec.targetResource");
    assertThat(failed.status().executionRef()).isEmpty();
  }

  @Test
  void deduplicatesASecondExecutionOfOneTarget() {
    life.create("first", "default/deployment/shared");
    String name = child("first");
    life.create("second", "default/Deployment/shared");
    WorkflowExecution second = life.awaitPhase("second", "Failed");
    assertThat(second.status().failureDetails().orElseThrow().reason())
        .isEqualTo(FailureReason.DEDUPLICATED);
    assertThat(second.status().deduplicatedBy()).contains("first");
    life.jobStarts(name);
    life.jobCompletes(name);
    life.awaitPhase("first", "Completed");
  }

  @Test
  void waitsForTheCooldownOfItsTargetAndThenRuns() {
    life.create("earlier", "default/deployment/rests");
    String name = child("earlier");
    life.jobStarts(name);
    life.jobCompletes(name);
    life.awaitPhase("earlier", "Completed");
    life.create("later", "default/deployment/rests");
    Life.await(() -> life.isTrue("later", ConditionType.BLOCKED));
    assertThat(life.execution("later").orElseThrow().status().blockedBy())
        .contains("default/earlier");
    life.awaitPhase("later", "Running");
    Life.await(() -> started(life.job(name).orElseThrow()));
    life.jobStarts(name);
    life.jobCompletes(name);
    life.awaitPhase("later", "Completed");
  }

  @Test
  void stopsARunningChildWhenItsExecutionIsDeleted() {
    life.create("deleted", "default/deployment/deleted");
    String name = child("deleted");
    life.jobStarts(name);
    life.delete("deleted");
    Life.await(() -> life.execution("deleted").isEmpty());
    assertThat(life.job(name)).isEmpty();
  }

  @Test
  void stopsARunningChildWhenItsExecutionIsCancelled() {
    life.create("cancelled", "default/deployment/cancelled");
    String name = child("cancelled");
    life.jobStarts(name);
    life.annotate("cancelled", Names.CANCEL_ANNOTATION, "wrong cluster");
    WorkflowExecution failed = life.awaitPhase("cancelled", "Failed");
    assertThat(failed.status().failureDetails().orElseThrow().reason())
        .isEqualTo(FailureReason.CANCELLED);
    assertThat(failed.status().failureDetails().orElseThrow().message()).contains("wrong cluster");
    assertThat(life.job(name).filter(job -> !terminating(job))).isEmpty();
  }

  @Test
  void goesOnWhereAnotherReplicaLeftOff() throws Exception {
    life.create("handed-over", "default/deployment/handed-over");
    String name = child("handed-over");
    controller.close();
    life.jobStarts(name);
    life.jobCompletes(name);
    controller = controller();
    WorkflowExecution completed = life.awaitPhase("handed-over", "Completed");
    assertThat(completed.status().executionRef().orElseThrow().uid())
        .contains(uid(life.job(name).orElseThrow()));
    Life.await(() -> life.lease(name).isEmpty());
  }

  /** The name of the child of an execution, once it has been started. */
  private String child(String execution) {
    String name =
        life.awaitPhase(execution, "Running").status().executionRef().orElseThrow().name();
    Life.await(() -> started(life.job(name).orElseThrow()));
    return name;
  }

  /** A server that knows no suspension starts a Job as soon as it is created. */
  private static boolean started(JsonObject job) {
    boolean suspended = Json.bool(job, "spec", "suspend").orElse(false);
    boolean marked =
        Json.string(job, "metadata", "annotations", Names.STARTED_ANNOTATION).isPresent();
    return !suspended && (marked || !cluster.holdsChildren());
  }

  private static boolean terminating(JsonObject job) {
    return Json.string(job, "metadata", "deletionTimestamp").isPresent();
  }

  private static String uid(JsonObject object) {
    return Json.string(object, "metadata", "uid").orElseThrow();
  }
}
