package ai.kubernaut.we.controller.it;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * An API server with the CRD installed, without a Job controller: the embedded one, or a real one
 * where {@code KUBEBUILDER_ASSETS} names its binaries.
 */
final class TestCluster implements AutoCloseable {

  static final String EXECUTION_NAMESPACE = "kubernaut-workflows";

  private static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  private static final ResourceType NAMESPACES =
      new ResourceType("", "v1", "namespaces", "Namespace", false);

  private final Runnable stop;
  private final Path kubeconfig;
  private final boolean holdsChildren;

  private TestCluster(Runnable stop, Path kubeconfig, boolean holdsChildren) {
    this.stop = stop;
    this.kubeconfig = kubeconfig;
    this.holdsChildren = holdsChildren;
  }

  static TestCluster start() throws IOException {
    Path file = Files.createTempFile("kubeconfig", ".yaml");
    TestCluster cluster =
        RealApiServer.assetsFromEnvironment()
            .map(assets -> real(assets, file))
            .orElseGet(() -> embedded(file));
    cluster.install();
    return cluster;
  }

  private static TestCluster real(Path assets, Path file) {
    RealApiServer server = RealApiServer.start(assets);
    return new TestCluster(server::close, server.writeKubeconfig(file), server.minorVersion() > 20);
  }

  private static TestCluster embedded(Path file) {
    EmbeddedKubernetes server =
        EmbeddedKubernetes.builder().controllers(Controllers.GC, Controllers.NAMESPACE).start();
    return new TestCluster(server::close, server.writeKubeconfig(file), true);
  }

  /** Whether the server knows the field by which a Job is held; 1.20 drops it. */
  boolean holdsChildren() {
    return holdsChildren;
  }

  Connection connection() {
    try {
      return Connection.fromKubeconfig(kubeconfig, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KubernetesApi api() {
    return KubernetesApi.builder(connection().client()).build();
  }

  private void install() {
    KubernetesApi api = api();
    JsonObject definition =
        YamlJson.documents(CustomResourceDefinition.yaml()).get(0).getAsJsonObject();
    created(api.create(DEFINITIONS, "", definition));
    Awaitility.await()
        .until(
            () ->
                api
                    .get(DEFINITIONS.named("", "workflowexecutions.kubernaut.ai"))
                    .toOptional()
                    .stream()
                    .flatMap(found -> Json.objects(found, "status", "conditions").stream())
                    .anyMatch(
                        c ->
                            Json.string(c, "type").orElse("").equals("Established")
                                && Json.string(c, "status").orElse("").equals("True")));
    JsonObject namespace = new JsonObject();
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", EXECUTION_NAMESPACE);
    namespace.add("metadata", metadata);
    created(api.create(NAMESPACES, "", namespace));
  }

  private static void created(ApiAnswer<JsonObject> answer) {
    answer
        .failure()
        .filter(error -> !error.is(ApiError.Kind.ALREADY_EXISTS))
        .ifPresent(
            error -> {
              throw new IllegalStateException(error.summary());
            });
  }

  @Override
  public void close() throws IOException {
    stop.run();
    Files.deleteIfExists(kubeconfig);
  }
}
