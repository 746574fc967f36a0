package ai.kubernaut.we.controller.it;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does with {@code kubectl} while the controller works. */
class KubectlIT {

  private static final String RUNS = "kubernaut-workflows";

  @TempDir private static Path directory;

  private static EmbeddedKubernetes cluster;
  private static Controller controller;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() throws Exception {
    Assumptions.assumeTrue(Kubectl.installed(), "there is no kubectl");
    cluster =
        EmbeddedKubernetes.builder()
            .crd(CustomResourceDefinition.yaml())
            .namespaces(RUNS)
            .controllers(Controllers.values())
            .kubelet(
                KubeletScript.rules()
                    .whenImage("/fix-config:", PodOutcome.exit(3))
                    .whenImage("/drain-node:", PodOutcome.succeed().after(Duration.ofHours(1)))
                    .otherwise(PodOutcome.succeed()))
            .start();
    Path kubeconfig = cluster.writeKubeconfig(directory.resolve("kubeconfig"));
    kubectl = new Kubectl(kubeconfig, directory.resolve("cache"));
    controller =
        Controller.create(
            Connection.fromKubeconfig(kubeconfig, Optional.empty()),
            Configuration.parse(
                "test",
                """
                execution: {cooldownPeriod: 1h}
                controller:
                  metricsAddr: 127.0.0.1:0
                  healthProbeAddr: 127.0.0.1:0
                  leaderElection: false
                audit: {sink: none}
                """),
            "test");
    controller.start();
  }

  @AfterAll
  static void stop() {
    if (controller != null) {
      controller.close();
      cluster.close();
    }
  }

  private static void applyExample(String file, String name, String phase) throws Exception {
    kubectl.run("apply", "-f", Path.of("..", "examples", file).toString());
    kubectl.run("wait", "wfe/" + name, "--for=jsonpath={.status.phase}=" + phase, "--timeout=60s");
  }

  @Test
  void anAppliedExecutionIsListedWithItsPhaseAndTarget() throws Exception {
    applyExample("01-restart-deployment.yaml", "restart-deployment", "Completed");
    String table = kubectl.run("get", "wfe");

    assertThat(table.lines().findFirst().orElse(""))
        .matches("NAME +PHASE +WORKFLOW +TARGET +DURATION +AGE *");
    assertThat(table)
        .containsPattern("restart-deployment +Completed +.*shop/deployment/checkout +\\d+s");
    assertThat(kubectl.run("get", "wfe", "restart-deployment", "-o", "wide"))
        .contains("WORKFLOWID", "REASON");
  }

  @Test
  void jobPodLeaseAndEventsAreListed() throws Exception {
    applyExample("03-exit-code.yaml", "fix-config", "Failed");
    String listed = kubectl.run("get", "jobs,pods,leases", "-n", RUNS);

    assertThat(listed)
        .containsPattern("job.batch/wfe-\\w+ ")
        .containsPattern("pod/wfe-\\w+-\\w+ ")
        .containsPattern("lease.coordination.k8s.io/wfe-\\w+ ");
    Life.await(() -> kubectl.run("get", "events").contains("WorkflowFailed"));
  }

  @Test
  void describeTellsTheCauseAndWhatHappened() throws Exception {
    applyExample("05-invalid-spec.yaml", "no-such-bundle", "Failed");
    Life.await(
        () ->
            kubectl.run("describe", "wfe", "no-such-bundle").contains("WorkflowValidationFailed"));
    String description = kubectl.run("describe", "wfe", "no-such-bundle");

    assertThat(description)
        .contains("ConfigurationError")
        .contains("Restart Deployment:1.4.0\" is not an OCI reference")
        .containsPattern("Warning +WorkflowFailed");
  }

  @Test
  void deletingARunningExecutionLeavesNothingThatRuns() throws Exception {
    applyExample("04-out-of-memory.yaml", "drain-node", "Running");
    String child =
        kubectl.run("get", "wfe", "drain-node", "-o", "jsonpath={.status.executionRef.name}");
    assertThat(child).isEqualTo("wfe-ac45b7d6911e97a5");
    Life.await(() -> kubectl.run("get", "pods", "-n", RUNS).contains(child));

    assertThat(kubectl.run("delete", "wfe", "drain-node", "--timeout=60s")).contains("deleted");
    assertThat(kubectl.run("get", "wfe", "--ignore-not-found")).doesNotContain("drain-node");
    assertThat(kubectl.run("get", "jobs,pods", "-n", RUNS)).doesNotContain(child);
  }
}
