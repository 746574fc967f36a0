package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both published shapes of the resource run, and a cluster that has only one of them is served. */
class ShapesIT {

  /** A published shape, and an object that uses what it has. */
  enum Shape {
    V1_3_2(
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %1$s, namespace: default}
        spec:
          remediationRequestRef:
            {apiVersion: kubernaut.ai/v1alpha1, kind: RemediationRequest, name: rr-1, namespace: default}
          targetResource: default/deployment/%1$s
          confidence: 0.9
          rationale: it has helped before
          executionConfig: {timeout: 30m0s}
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
            executionBundleDigest: %2$s
            engineConfig: {tolerateDisruption: false}
          parameters: {OUTCOME: %3$s}
        """),
    V1_6(
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %1$s, namespace: default}
        spec:
          remediationRequestRef:
            {apiVersion: kubernaut.ai/v1alpha1, kind: RemediationRequest, name: rr-1, namespace: default}
          targetResource: default/deployment/%1$s
          clusterID: ""
          confidence: 0.9
          rationale: it has helped before
          timesOutAt: "%4$s"
          workflowRef:
            workflowId: restart
            workflowName: Restart
            actionType: restart
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
            executionBundleDigest: %2$s
            executionEngine: job
            engineConfig: {tolerateDisruption: false}
            declaredParameterNames: {OUTCOME: true}
            dependencies: {secrets: [], configMaps: []}
            resources: {requests: {cpu: 10m}, limits: {memory: 64Mi}}
          parameters: {OUTCOME: %3$s}
        """);

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private final String object;

    Shape(String object) {
      this.object = object;
    }

    String object(String name, String outcome) {
      Instant inAnHour = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
      return object.formatted(name, DIGEST, outcome, inAnHour);
    }

    /** The definition as it was published. */
    String definition() throws IOException {
      String version = name().toLowerCase(Locale.ROOT).replace('_', '.');
      Path published = Path.of("..", "we-api", "src", "test", "resources", "published");
      return Files.readString(published.resolve("workflowexecutions-" + version + ".crd.yaml"));
    }
  }

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void anObjectOfEachShapeRuns(Shape shape) {
    try (Cluster cluster = Cluster.realOrEmbedded(directory)) {
      assumeThat(takesEmptyTexts(cluster) || shape != Shape.V1_6).as("1.20").isTrue();
      assertRuns(cluster, shape);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClusterWithAPublishedDefinitionIsServed(Shape shape) throws IOException {
    assumeThat(System.getProperty("we.e2e.kubeconfig")).as("somebody else's cluster").isNull();
    try (Cluster sameServer = Cluster.realOrEmbedded(directory)) {
      assumeThat(takesEmptyTexts(sameServer)).as("newer than 1.20").isTrue();
    }
    try (Cluster cluster = Cluster.withDefinition(directory, shape.definition())) {
      assertRuns(cluster, shape);
    }
  }

  /** 1.20 takes an empty text for null: both definitions have one as a default, V1_6 as a value. */
  private static boolean takesEmptyTexts(Cluster cluster) {
    return cluster.holdsChildren();
  }

  private static void assertRuns(Cluster cluster, Shape shape) {
    User user = new User(cluster);
    try (ControllerProcess controller = ControllerProcess.start(cluster)) {
      user.create(User.EXECUTIONS, "default", shape.object("completes", "succeed"));
      user.create(User.EXECUTIONS, "default", shape.object("fails", "exit=3"));

      WorkflowExecution completed = user.awaitPhase("completes", "Completed");
      assertThat(completed.status().executionRef()).isPresent();
      assertThat(user.awaitFailure("fails").reason()).isEqualTo(FailureReason.TASK_FAILED);
      user.awaitNothingLeft();
      user.deletes("completes");
      user.deletes("fails");
      user.awaitGone("completes");
      user.awaitGone("fails");
      assertThat(controller.logged()).doesNotContain(" ERROR ");
    }
  }
}
