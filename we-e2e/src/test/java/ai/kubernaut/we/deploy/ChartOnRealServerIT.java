package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm installs the chart into a real API server, which takes every object of it. */
class ChartOnRealServerIT {

  private static final ResourceType DEPLOYMENTS =
      new ResourceType("apps", "v1", "deployments", "Deployment", true);
  private static final ResourceType REGISTRATIONS =
      new ResourceType(
          "admissionregistration.k8s.io",
          "v1",
          "mutatingwebhookconfigurations",
          "MutatingWebhookConfiguration",
          false);
  private static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  private static final ResourceType NAMESPACES =
      new ResourceType("", "v1", "namespaces", "Namespace", false);

  @TempDir static Path directory;

  private static RealApiServer server;
  private static Path kubeconfig;
  private static KubernetesApi api;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> assets = RealApiServer.assetsFromEnvironment();
    Assumptions.assumeTrue(assets.isPresent(), "there is no real API server");
    server = RealApiServer.start(assets.orElseThrow());
    kubeconfig = server.writeKubeconfig(directory.resolve("kubeconfig"));
    api =
        KubernetesApi.builder(Connection.fromKubeconfig(kubeconfig, Optional.empty()).client())
            .build();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void uninstall() {
    Helm.uninstall("we").withNamespace(Chart.NAMESPACE).withKubeConfig(kubeconfig).call();
    assertThat(present(REGISTRATIONS.named("", "we-webhook"))).isEmpty();
    assertThat(present(NAMESPACES.named("", "kubernaut-workflows")))
        .as("the namespace, which may hold locks")
        .isPresent();
  }

  private static InstallCommand install() {
    return new Helm(Chart.DIRECTORY)
        .install()
        .withName("we")
        .withNamespace(Chart.NAMESPACE)
        .createNamespace()
        .withKubeConfig(kubeconfig);
  }

  /** All but the CRD, some fields of which this server may be too old for. */
  @Test
  void everythingThatIsRenderedByDefaultIsValidByTheSchemaOfTheServer() {
    Release release = install().skipCrds().call();

    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(Restricted.violations(podOf("we-controller"))).isEmpty();
    assertThat(present(DEPLOYMENTS.named(Chart.NAMESPACE, "we-webhook"))).isEmpty();
  }

  @Test
  void theServerTakesTheDefinitionAndTheWebhookToo() {
    Release release = install().disableOpenApiValidation().set("webhook.enabled", "true").call();

    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(Restricted.violations(podOf("we-webhook"))).isEmpty();
    assertThat(present(REGISTRATIONS.named("", "we-webhook"))).isPresent();
    assertThat(present(DEFINITIONS.named("", "workflowexecutions.kubernaut.ai"))).isPresent();
  }

  /** As docs/clearance.md says it. */
  @Test
  void anUpgradeAddsTheWebhookAndKeepsWhatWasSet() throws Exception {
    Path authority =
        Files.writeString(
            directory.resolve("ca.crt"),
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    assertThat(install().skipCrds().set("replicas", 3).call().getStatus()).isEqualTo("deployed");

    Release release =
        new Helm(Chart.DIRECTORY)
            .upgrade()
            .withName("we")
            .withNamespace(Chart.NAMESPACE)
            .resetThenReuseValues()
            .set("webhook.enabled", "true")
            .setFile("webhook.authority", authority)
            .disableOpenApiValidation()
            .withKubeConfig(kubeconfig)
            .call();

    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(present(REGISTRATIONS.named("", "we-webhook")).orElseThrow().toString())
        .contains("\"caBundle\":\"LS0tLS1CRUdJTi");
    JsonObject controller =
        present(DEPLOYMENTS.named(Chart.NAMESPACE, "we-controller")).orElseThrow();
    assertThat(Json.integer(controller, "spec", "replicas")).hasValue(3);
  }

  private static JsonObject podOf(String deployment) {
    JsonObject found = present(DEPLOYMENTS.named(Chart.NAMESPACE, deployment)).orElseThrow();
    return Json.object(found, "spec", "template", "spec").orElseThrow();
  }

  private static Optional<JsonObject> present(ResourceRef object) {
    return api.get(object).toOptional();
  }
}
