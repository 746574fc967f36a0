package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.kubernetes.YamlJson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever may create an execution gains no right by it, unless an administrator wants that. */
@SuppressWarnings("try") // A controller works while it is open.
class PolicyIT {

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static History history;

  @BeforeAll
  static void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    history = History.of(cluster);
  }

  @AfterAll
  static void stop() throws Exception {
    history.close();
    cluster.close();
  }

  @AfterEach
  void leavesNothingBehind() {
    user.awaitNothingLeft();
  }

  /** Creates an execution with more lines of its workflowRef. */
  private static void asks(String name, String ref, String spec) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %s, namespace: default}
        spec:
          targetResource: default/deployment/%s
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: registry.example.com/ops/restart:1.0
            %s
          %s
        """;
    user.create(User.EXECUTIONS, "default", yaml.formatted(name, name, ref, spec));
  }

  /** A controller with that section, in braces. */
  private static ControllerProcess withPolicy(String policy) {
    return ControllerProcess.start(cluster, Settings.QUICK.and("policy: " + policy));
  }

  private static void assertForbidden(String name, String rule) {
    FailureDetails failure = user.awaitFailure(name);
    assertThat(failure.reason()).isEqualTo(FailureReason.FORBIDDEN);
    assertThat(failure.wasExecutionFailure()).isFalse();
    assertThat(failure.message()).contains(rule);
    WorkflowExecution execution = user.execution(name).orElseThrow();
    assertThat(execution.status().executionRef()).isEmpty();
    assertThat(history.complete())
        .noneMatch(version -> version.executionUid().equals(execution.metadata().uid()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account   | serviceAccountName: cluster-admin             |                            | policy.serviceAccounts",
        "default   | serviceAccountName: default                   |                            | policy.serviceAccounts",
        "secret    | 'dependencies: {secrets: [{name: token}]}'    |                            | policy.secrets",
        "map       | 'dependencies: {configMaps: [{name: any}]}'   |                            | policy.configMaps",
        "for-days  |                                               | 'executionConfig: {timeout: 25h}' | policy.maxTimeout",
      })
  void withoutConfigurationNothingThatGivesRightsIsAllowed(
      String name, String ref, String spec, String rule) throws Exception {
    try (ControllerProcess unused = ControllerProcess.start(cluster)) {
      asks(name, ref == null ? "" : ref, spec == null ? "" : spec);
      assertForbidden(name, rule);
    }
  }

  @Test
  void anAccountThatSomebodyPutIntoTheStatusIsNotAllowedEither() throws Exception {
    asks("by-status", "", "");
    JsonObject status =
        YamlJson.documents("{status: {serviceAccountName: cluster-admin}}")
            .get(0)
            .getAsJsonObject();
    assertThat(
            cluster
                .api()
                .patchStatus(User.EXECUTIONS.named("default", "by-status"), status)
                .failure())
        .isEmpty();
    try (ControllerProcess unused = ControllerProcess.start(cluster)) {
      assertForbidden("by-status", "policy.serviceAccounts");
    }
  }

  @Test
  void bundlesComeFromWhereTheyMayAndArePinned() throws Exception {
    try (ControllerProcess unused = withPolicy("{bundles: [registry.example.com/op]}")) {
      asks("elsewhere", "", "");
      assertForbidden("elsewhere", "policy.bundles");
    }
    try (ControllerProcess unused = withPolicy("{requireDigest: true}")) {
      asks("by-tag", "", "");
      assertForbidden("by-tag", "policy.requireDigest");
    }
  }

  @Test
  void whatIsAllowedRuns() throws Exception {
    String policy =
        "{bundles: [registry.example.com/ops], serviceAccounts: {default: [restarter]},"
            + " secrets: {'*': [token]}, configMaps: {default: ['*']}, maxConcurrent: 1}";
    user.has(User.SECRETS, Cluster.EXECUTION_NAMESPACE, "metadata: {name: token}");
    user.has(User.CONFIG_MAPS, Cluster.EXECUTION_NAMESPACE, "metadata: {name: any}");
    try (ControllerProcess unused = withPolicy(policy)) {
      asks(
          "allowed",
          "serviceAccountName: restarter\n    "
              + "dependencies: {secrets: [{name: token}], configMaps: [{name: any}]}",
          "parameters: {OUTCOME: succeed after=1s}");
      user.awaitPhase("allowed", "Running");
      asks("one-too-many", "", "");
      assertThat(user.awaitFailure("one-too-many").message()).contains("policy.maxConcurrent");
      user.awaitPhase("allowed", "Completed");
      asks("next", "", "");
      user.awaitPhase("next", "Completed");
      user.awaitNothingLeft();
    }
  }
}
