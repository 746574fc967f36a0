package ai.kubernaut.we.controller.it;

import ai.kubernaut.we.controller.Manifests;
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
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * An API server with our manifests applied, without a Job controller: the embedded one, or a real
 * one where {@code KUBEBUILDER_ASSETS} names its binaries.
 */
final class TestCluster implements AutoCloseable {

  static final String EXECUTION_NAMESPACE = "kubernaut-workflows";

  /** The minor version of Kubernetes that the embedded server is like. */
  private static final int CURRENT = 36;

  private static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  private static final String CONTROLLER = "kubernaut-system:we-controller";

  private final Runnable stop;
  private final Path kubeconfig;
  private final Path controllerKubeconfig;
  private final int minorVersion;

  private TestCluster(Runnable stop, Path kubeconfig, Path controllerKubeconfig, int minorVersion) {
    this.stop = stop;
    this.kubeconfig = kubeconfig;
    this.controllerKubeconfig = controllerKubeconfig;
    this.minorVersion = minorVersion;
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
    RealApiServer server = RealApiServer.start(assets, List.of(CONTROLLER), List.of());
    try {
      Path ofController = Files.createTempFile("kubeconfig", ".yaml");
      return new TestCluster(
          server::close,
          server.writeKubeconfig(file),
          Files.writeString(ofController, server.kubeconfig(CONTROLLER)),
          server.minorVersion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestCluster embedded(Path file) {
    EmbeddedKubernetes server =
        EmbeddedKubernetes.builder().controllers(Controllers.GC, Controllers.NAMESPACE).start();
    return new TestCluster(server::close, server.writeKubeconfig(file), file, CURRENT);
  }

  /** Whether the server knows the field by which a Job is held; 1.20 drops it. */
  boolean holdsChildren() {
    return minorVersion > 20;
  }

  /** Whether the server knows the field by which a webhook is asked only where it has to be. */
  boolean matchesConditions() {
    return minorVersion >= 28;
  }

  /** The API as somebody else sees it, with the rights of an administrator. */
  KubernetesApi as(String user) {
    ApiClient client = connection().client();
    client.setHttpClient(
        client
            .getHttpClient()
            .newBuilder()
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .header("Impersonate-User", user)
                            .header("Impersonate-Group", "system:masters")
                            .build()))
            .build());
    return KubernetesApi.builder(client).build();
  }

  /** Whether the server runs the CEL rules of a definition; older ones drop them. */
  boolean runsRules() {
    return minorVersion >= 25;
  }

  /** As an administrator. */
  Connection connection() {
    return connection(kubeconfig);
  }

  /**
   * As the service account of the controller: with the rights that are shipped, where any count.
   */
  Connection controllerConnection() {
    return connection(controllerKubeconfig);
  }

  private static Connection connection(Path kubeconfig) {
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
    for (JsonElement document :
        YamlJson.documents(Manifests.all("kubernaut-system", EXECUTION_NAMESPACE))) {
      JsonObject object = document.getAsJsonObject();
      String namespace = Json.string(object, "metadata", "namespace").orElse("");
      created(api.create(type(object), namespace, object));
    }
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
  }

  /** The plural of the shipped kinds is regular. */
  private static ResourceType type(JsonObject object) {
    String apiVersion = Json.string(object, "apiVersion").orElseThrow();
    String kind = Json.string(object, "kind").orElseThrow();
    int slash = apiVersion.indexOf('/');
    return new ResourceType(
        apiVersion.substring(0, Math.max(0, slash)),
        apiVersion.substring(slash + 1),
        kind.toLowerCase(Locale.ROOT) + "s",
        kind,
        Json.string(object, "metadata", "namespace").isPresent());
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
    Files.deleteIfExists(controllerKubeconfig);
  }
}
