package ai.kubernaut.we.bench.cluster;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where it is measured: on the API server that {@code we.bench.kubeconfig} names, else on a real
 * one from the binaries in {@code KUBEBUILDER_ASSETS}, else on the embedded one.
 */
final class Place implements AutoCloseable {

  static final String NAMESPACE = "default";
  static final String EXECUTION_NAMESPACE = "kubernaut-workflows";

  static final ResourceType EXECUTIONS =
      new ResourceType("kubernaut.ai", "v1alpha1", "workflowexecutions", "WorkflowExecution", true);

  static final ResourceType EVENTS = new ResourceType("", "v1", "events", "Event", true);

  private static final ResourceType DEFINITIONS =
      new ResourceType(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  private static final ResourceType NAMESPACES =
      new ResourceType("", "v1", "namespaces", "Namespace", false);

  private final String name;
  private final Path kubeconfig;
  private final AutoCloseable server;
  private final KubernetesApi api;

  private Place(String name, Path kubeconfig, AutoCloseable server) throws IOException {
    this.name = name;
    this.kubeconfig = kubeconfig;
    this.server = server;
    this.api =
        KubernetesApi.builder(Connection.fromKubeconfig(kubeconfig, Optional.empty()).client())
            .version("bench")
            .build();
  }

  static Place open(Path directory) throws IOException, InterruptedException {
    Place place = found(directory);
    place.prepare();
    return place;
  }

  private static Place found(Path directory) throws IOException {
    Path file = directory.resolve("kubeconfig");
    String given = System.getProperty("we.bench.kubeconfig", "");
    if (!given.isEmpty()) {
      return new Place("the API server of " + given, Path.of(given), () -> {});
    }
    Optional<Path> assets = RealApiServer.assetsFromEnvironment();
    if (assets.isPresent()) {
      RealApiServer real = RealApiServer.start(assets.get());
      return new Place("kube-apiserver 1." + real.minorVersion(), real.writeKubeconfig(file), real);
    }
    EmbeddedKubernetes embedded =
        EmbeddedKubernetes.builder().controllers(Controllers.GC, Controllers.NAMESPACE).start();
    return new Place("the embedded API", embedded.writeKubeconfig(file), embedded);
  }

  private void prepare() throws InterruptedException {
    JsonObject definition =
        YamlJson.documents(CustomResourceDefinition.yaml()).get(0).getAsJsonObject();
    create(DEFINITIONS, "", definition);
    create(
        NAMESPACES,
        "",
        YamlJson.documents(
                "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}"
                    .formatted(EXECUTION_NAMESPACE))
            .get(0)
            .getAsJsonObject());
    while (!api.serves(EXECUTIONS).toOptional().orElse(false)
        || api.list(EXECUTIONS.all()).toOptional().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** What is there already stays as it is. */
  private void create(ResourceType type, String namespace, JsonObject object) {
    ApiAnswer<JsonObject> answer = api.create(type, namespace, object);
    answer
        .failure()
        .filter(error -> !error.is(ApiError.Kind.ALREADY_EXISTS))
        .ifPresent(
            error -> {
              throw new IllegalStateException(error.summary());
            });
  }

  KubernetesApi api() {
    return api;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } catch (Exception broken) {
      throw new IOException("the server did not stop", broken);
    }
  }

  static <T> T value(ApiAnswer<T> answer) {
    return answer.match(
        value -> value,
        error -> {
          throw new IllegalStateException(error.summary());
        });
  }
}
