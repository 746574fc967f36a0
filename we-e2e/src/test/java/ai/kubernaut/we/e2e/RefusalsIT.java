package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ExecutionRef;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cluster has no room for, cannot get, or has no engine for never runs, and says why. */
class RefusalsIT {

  private static final ResourceType QUOTAS =
      new ResourceType("", "v1", "resourcequotas", "ResourceQuota", true);
  private static final ResourceRef QUOTA = QUOTAS.named(Cluster.EXECUTION_NAMESPACE, "nothing");
  private static final String SHORTLY = "executionConfig: {timeout: 5s}";

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

  @AfterEach
  void leavesNothingBehind() {
    user.tries(RefusalsIT::unlimits);
    user.awaitNothingLeft();
  }

  private static FailureDetails assertFailsBeforeItRuns(String name, FailureReason reason) {
    FailureDetails failure = user.awaitFailure(name);
    assertThat(failure.reason()).as(failure.message()).isEqualTo(reason);
    assertThat(failure.wasExecutionFailure()).isFalse();
    return failure;
  }

  @ParameterizedTest
  @EnumSource
  void itsPodsFindNoRoomInAQuota(Engine engine) {
    String name = "no-pods-" + engine.word();
    limits("pods");
    user.runs(engine, name, name, "succeed", SHORTLY);

    assertThat(assertFailsBeforeItRuns(name, FailureReason.RESOURCE_EXHAUSTED).message())
        .contains("exceeded quota: nothing");
  }

  @ParameterizedTest
  @EnumSource
  void itsChildFindsNoRoomInAQuota(Engine engine) {
    String name = "no-children-" + engine.word();
    limits(children(engine));
    user.runs(engine, name, name, "succeed", "timesOutAt: '" + Instant.now().plusSeconds(6) + "'");

    assertThat(assertFailsBeforeItRuns(name, FailureReason.RESOURCE_EXHAUSTED).message())
        .contains("exceeded quota: nothing");
    assertThat(user.execution(name).orElseThrow().status().executionRef()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void itRunsOnceAQuotaHasRoom(Engine engine) {
    String name = "waits-for-room-" + engine.word();
    limits(children(engine));
    user.runs(engine, name, name, "succeed", "");
    user.awaitBlocked(name, "ResourceExhausted");
    unlimits();

    user.awaitPhase(name, "Completed");
  }

  /** A TaskRun that waits for room would begin whenever there is some, lock or no lock. */
  @ParameterizedTest
  @EnumSource
  void nothingOfItIsLeftToBeginWhenItIsDeletedBeforeItHasAPod(Deletion.Propagation propagation) {
    String name = "deleted-" + propagation.name().toLowerCase(Locale.ROOT);
    limits("pods");
    user.runs(Engine.TEKTON, name, name, "succeed", "");
    ExecutionRef child = user.awaitPhase(name, "Running").status().executionRef().orElseThrow();
    User.await("a TaskRun", () -> !user.taskRuns().isEmpty());
    user.deletes(
        Engine.TEKTON.children().named(Cluster.EXECUTION_NAMESPACE, child.name()), propagation);

    assertThat(user.awaitFailure(name).reason()).isEqualTo(FailureReason.EXECUTION_LOST);
    User.await("no TaskRun", () -> user.taskRuns().isEmpty());
  }

  private static String children(Engine engine) {
    return engine == Engine.JOB ? "count/jobs.batch" : "count/pipelineruns.tekton.dev";
  }

  /**
   * A quota of nothing, once it is in force; its status is what the quota controller of a full
   * cluster says.
   */
  private static void limits(String resource) {
    String nothing = "{" + resource + ": '0', count/configmaps: '0'}";
    user.create(
        QUOTAS,
        Cluster.EXECUTION_NAMESPACE,
        "{metadata: {name: nothing}, spec: {hard: " + nothing + "}}");
    user.patchesStatus(QUOTA, "{status: {hard: " + nothing + ", used: " + nothing + "}}");
    User.await(
        "the quota being in force",
        () -> user.isRefused(User.CONFIG_MAPS, Cluster.EXECUTION_NAMESPACE, "probe"));
  }

  private static void unlimits() {
    user.deletes(QUOTA, Deletion.Propagation.BACKGROUND);
  }

  @ParameterizedTest
  @EnumSource
  void itsImageCannotBePulledOrNoNodeHasRoom(Engine engine) {
    String image = "no-image-" + engine.word();
    String room = "no-room-" + engine.word();
    user.runs(engine, image, image, "image-pull", SHORTLY);
    user.runs(engine, room, room, "never-scheduled", SHORTLY);

    assertFailsBeforeItRuns(image, FailureReason.IMAGE_PULL_BACK_OFF);
    assertFailsBeforeItRuns(room, FailureReason.RESOURCE_EXHAUSTED);
  }

  @Test
  void nobodyHasItsEngine() {
    user.create(
        User.EXECUTIONS,
        "default",
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: unsupported, namespace: default}
        spec:
          targetResource: default/deployment/unsupported
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
            executionEngine: argo-workflows
        """);

    FailureDetails failure =
        assertFailsBeforeItRuns("unsupported", FailureReason.UNSUPPORTED_ENGINE);
    assertThat(failure.message()).contains("argo-workflows");
    assertThat(failure.naturalLanguageSummary()).contains("job", "tekton");
    String uid = user.execution("unsupported").orElseThrow().metadata().uid();
    assertThat(history.complete()).noneMatch(version -> version.executionUid().equals(uid));
  }
}
