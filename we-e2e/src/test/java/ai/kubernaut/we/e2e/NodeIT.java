package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite's own node and the pods that a real Tekton makes: one that it made, captured. */
class NodeIT {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: %1$s
        labels:
          app.kubernetes.io/managed-by: tekton-pipelines
          tekton.dev/pipelineRun: %1$s
          tekton.dev/pipelineTask: workflow
          tekton.dev/taskRun: %1$s-workflow
      spec:
        restartPolicy: Never
        activeDeadlineSeconds: 5400
        volumes:
        - {name: tekton-internal-workspace, emptyDir: {}}
        - {name: tekton-internal-bin, emptyDir: {}}
        - {name: tekton-internal-steps, emptyDir: {}}
        - {name: tekton-creds-init-home-0, emptyDir: {medium: Memory}}
        - {name: tekton-internal-run-0, emptyDir: {}}
        - name: tekton-internal-downward
          downwardAPI:
            items: [{path: ready, fieldRef: {fieldPath: "metadata.annotations['tekton.dev/ready']"}}]
        - name: kube-api-access
          projected:
            sources: [{configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}}]
        initContainers:
        - name: prepare
          image: registry.example.com/tekton/entrypoint:v1
          command: [/ko-app/entrypoint, init, /ko-app/entrypoint, /tekton/bin/entrypoint, step-run]
          volumeMounts:
          - {name: tekton-internal-bin, mountPath: /tekton/bin}
          - {name: tekton-internal-steps, mountPath: /tekton/steps}
        containers:
        - {name: sidecar-db, image: 'postgres:16', command: [postgres]}
        - name: step-run
          image: registry.example.com/ci/tool:1
          command: [/tekton/bin/entrypoint]
          args: [-wait_file, /tekton/downward/ready, -wait_file_content, -entrypoint, workflow, --]
          env: [{name: OUTCOME, value: %2$s}]
          terminationMessagePath: /tekton/termination
          volumeMounts:
          - {name: tekton-internal-downward, mountPath: /tekton/downward, readOnly: true}
          - {name: tekton-internal-bin, mountPath: /tekton/bin, readOnly: true}
          - {name: tekton-internal-workspace, mountPath: /workspace}
      """;

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;

  @BeforeAll
  static void start() {
    assumeThat(RealApiServer.assetsFromEnvironment()).as("a real API server").isPresent();
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static ResourceRef has(String name, String outcome) {
    user.create(ResourceType.PODS, Cluster.EXECUTION_NAMESPACE, POD.formatted(name, outcome));
    return ResourceType.PODS.named(Cluster.EXECUTION_NAMESPACE, name);
  }

  private static JsonObject awaitPhase(ResourceRef pod, String phase) {
    User.await(
        phase,
        () ->
            user.found(pod)
                .flatMap(p -> Json.string(p, "status", "phase"))
                .filter(phase::equals)
                .isPresent());
    return user.found(pod).orElseThrow();
  }

  private static OptionalLong exitCode(JsonObject pod, String container) {
    return status(pod, container)
        .map(status -> Json.integer(status, "state", "terminated", "exitCode"))
        .orElseThrow();
  }

  private static Optional<JsonObject> status(JsonObject pod, String container) {
    return Json.objects(pod, "status", "containerStatuses").stream()
        .filter(status -> Json.string(status, "name").orElse("").equals(container))
        .findFirst();
  }

  @Test
  void whatIsToldToTheStepBecomesOfItAndSidecarsEndBesideIt() {
    JsonObject failed = awaitPhase(has("fails", "exit=3 after=100ms"), "Failed");
    assertThat(exitCode(failed, "step-run")).hasValue(3);
    assertThat(exitCode(failed, "sidecar-db")).hasValue(0);

    JsonObject succeeded = awaitPhase(has("succeeds", "succeed"), "Succeeded");
    assertThat(exitCode(succeeded, "step-run")).hasValue(0);
    assertThat(Json.string(succeeded, "spec", "nodeName")).isPresent();
  }

  /** Tekton lets the steps begin once the pod and all of its sidecars run. */
  @Test
  void allOfItsContainersRunUntilItIsDeleted() {
    ResourceRef pod = has("runs", "run");
    JsonObject running = awaitPhase(pod, "Running");
    for (String container : List.of("step-run", "sidecar-db")) {
      JsonObject status = status(running, container).orElseThrow();
      assertThat(Json.object(status, "state", "running")).isPresent();
      assertThat(Json.bool(status, "ready")).contains(true);
    }
    user.deletes(pod, Deletion.Propagation.BACKGROUND);
    User.await(() -> user.found(pod).isEmpty());
  }
}
