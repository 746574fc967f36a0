package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.Names;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.e2e.wire.Journal;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions that are deleted, and targets where something else is in the way. */
class DeletionIT {

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static Witness witness;
  private static final Journal JOURNAL = new Journal();

  private static GuardedController controller;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    witness = Witness.of(cluster);
    controller = GuardedController.start(cluster, JOURNAL, Settings.QUICK.resting("3s"));
  }

  @AfterAll
  static void stop() throws Exception {
    controller.close();
    witness.close();
    cluster.close();
  }

  @AfterEach
  void leavesNothingBehind() {
    user.awaitNothingLeft();
    witness.assertContent();
  }

  @Test
  void takesItsRunningPodWithItHoweverSlowlyThatEnds() {
    user.runs("slow", "run slow-termination=2s");
    awaitRunning("slow");
    user.deletes("slow");
    user.awaitGone("slow");
    assertThat(user.pods()).isEmpty();
    assertThat(user.jobs()).isEmpty();
  }

  @Test
  void takesAPodWithItThatNeverRan() {
    user.runs("unscheduled", "never-scheduled");
    user.awaitPhase("unscheduled", "Running");
    user.deletes("unscheduled");
    user.awaitGone("unscheduled");
    assertThat(user.pods()).isEmpty();
    assertThat(user.jobs()).isEmpty();
  }

  @Test
  void leavesTheLockOfATargetThatHasToRestAndTheNextOneWaitsForIt() {
    user.runs("ran", "rests", "run", "");
    awaitRunning("ran");
    user.deletes("ran");
    user.awaitGone("ran");
    assertThat(user.leases()).hasSize(1);
    assertThat(cooldown(user.leases().get(0))).isPresent();
    user.runs("next", "rests", "succeed", "");
    WorkflowExecution blocked = user.awaitBlocked("next", Blockage.COOLING_DOWN);
    assertThat(blocked.status().blockedBy()).contains("default/ran");
    assertThat(blocked.status().blockedUntil()).isPresent();
    WorkflowExecution completed = user.awaitPhase("next", "Completed");
    assertThat(completed.status().startTime().orElseThrow())
        .isAfterOrEqualTo(blocked.status().blockedUntil().orElseThrow());
  }

  @Test
  void leavesTheLockToRestWhenItWasDeletedAfterItsEnd() {
    user.runs("ended", "ended", "succeed", "");
    user.awaitPhase("ended", "Completed");
    user.deletes("ended");
    user.awaitGone("ended");
    assertThat(user.jobs()).isEmpty();
    assertThat(user.leases()).hasSize(1);
    assertThat(cooldown(user.leases().get(0))).isPresent();
  }

  @Test
  void goesAtOnceWhenItIsAtRest() {
    user.runs("at-rest", "exit=1");
    user.awaitFailure("at-rest");
    user.awaitNothingLeft();
    user.deletes("at-rest");
    user.awaitGone("at-rest");
  }

  @Test
  void goesWhileItWaitsForAnother() {
    user.runs("before", "queue", "succeed", "");
    user.awaitPhase("before", "Completed");
    user.runs("waiting", "queue", "succeed", "");
    user.awaitBlocked("waiting", Blockage.COOLING_DOWN);
    user.deletes("waiting");
    user.awaitGone("waiting");
    assertThat(user.phase("before")).isEqualTo("Completed");
  }

  @Test
  void goesWhenItWasADuplicate() {
    user.runs("original", "double", "succeed after=1s", "");
    user.awaitPhase("original", "Running");
    user.runs("duplicate", "double", "succeed", "");
    assertThat(user.awaitFailure("duplicate").reason()).isEqualTo(FailureReason.DEDUPLICATED);
    user.deletes("duplicate");
    user.awaitGone("duplicate");
    user.awaitPhase("original", "Completed");
  }

  @Test
  void leavesNothingBehindAtWhateverMomentItComes() {
    long seed = Long.getLong("we.e2e.seed", System.nanoTime());
    System.out.println("-Dwe.e2e.seed=" + seed);
    Random random = new Random(seed);
    List<String> names = IntStream.range(0, 60).mapToObj(i -> "moment-" + i).toList();
    for (String name : names) {
      long before = JOURNAL.writes();
      user.runs(name, "succeed after=" + random.nextInt(100) + "ms");
      int writes = random.nextInt(14);
      User.await(() -> user.phase(name).equals("Completed") || JOURNAL.writes() - before >= writes);
      user.deletes(name);
    }
    names.forEach(user::awaitGone);
  }

  @Test
  void aForeignJobInTheWayBlocksUntilItIsGone() {
    user.create(
        ResourceType.JOBS,
        Cluster.EXECUTION_NAMESPACE,
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: wfe-c00449355dfb987a
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers:
              - name: main
                image: registry.example.com/foreign:1.0
        """);
    ResourceRef foreign =
        ResourceType.JOBS.named(Cluster.EXECUTION_NAMESPACE, "wfe-c00449355dfb987a");
    JsonObject before = user.found(foreign).orElseThrow();
    user.runs("behind-job", "my-app", "succeed", "");
    WorkflowExecution blocked = user.awaitBlocked("behind-job", Blockage.FOREIGN_OBJECT);
    assertThat(blocked.status().blockedBy().orElseThrow()).contains("wfe-c00449355dfb987a");
    assertUntouched(before, foreign);
    user.deletes(foreign, Deletion.Propagation.BACKGROUND);
    user.awaitPhase("behind-job", "Completed");
  }

  @Test
  void aForeignLeaseInTheWayBlocksUntilItIsGone() {
    user.create(
        ResourceType.LEASES,
        Cluster.EXECUTION_NAMESPACE,
        """
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata:
          name: wfe-cf0cc089293b1165
        spec:
          holderIdentity: somebody
        """);
    ResourceRef foreign =
        ResourceType.LEASES.named(Cluster.EXECUTION_NAMESPACE, "wfe-cf0cc089293b1165");
    JsonObject before = user.found(foreign).orElseThrow();
    user.create(
        User.EXECUTIONS,
        "default",
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata:
          name: behind-lease
          namespace: default
        spec:
          targetResource: payment/deployment/payment-api
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
        """);
    WorkflowExecution blocked = user.awaitBlocked("behind-lease", Blockage.FOREIGN_OBJECT);
    assertThat(blocked.status().blockedBy().orElseThrow()).contains("wfe-cf0cc089293b1165");
    assertUntouched(before, foreign);
    user.deletes(foreign, Deletion.Propagation.BACKGROUND);
    user.awaitPhase("behind-lease", "Completed");
  }

  /** Whatever its own controller says in its status meanwhile. */
  private static void assertUntouched(JsonObject before, ResourceRef ref) {
    JsonObject after = user.found(ref).orElseThrow();
    assertThat(after.get("spec")).isEqualTo(before.get("spec"));
    assertThat(Json.string(after, "metadata", "deletionTimestamp")).isEmpty();
    assertThat(Json.string(after, "metadata", "uid"))
        .isEqualTo(Json.string(before, "metadata", "uid"));
  }

  /** Waits until the pod of an execution runs. */
  private static void awaitRunning(String name) {
    WorkflowExecution running = user.awaitPhase(name, "Running");
    user.awaitPod(running.status().executionRef().orElseThrow().name());
  }

  private static Optional<String> cooldown(JsonObject lease) {
    return Json.string(lease, "metadata", "annotations", Names.COOLDOWN_UNTIL_ANNOTATION);
  }
}
