package ai.kubernaut.we.e2e;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An embedded cluster with a Job controller and one node, which does with a pod what its
 * environment variable {@code OUTCOME} says, in the words of {@link PodOutcome#parse}.
 */
final class Cluster implements AutoCloseable {

  static final String EXECUTION_NAMESPACE = "kubernaut-workflows";
  static final String OUTCOME = "OUTCOME";

  private final EmbeddedKubernetes server;
  private final Path directory;
  private final Path kubeconfig;

  private Cluster(EmbeddedKubernetes server, Path directory) {
    this.server = server;
    this.directory = directory;
    this.kubeconfig = server.writeKubeconfig(directory.resolve("kubeconfig"));
  }

  /**
   * Starts a cluster.
   *
   * @param directory for its files
   */
  static Cluster start(Path directory) {
    EmbeddedKubernetes server =
        EmbeddedKubernetes.builder()
            .crd(CustomResourceDefinition.yaml())
            .namespaces(EXECUTION_NAMESPACE)
            .controllers(
                Controllers.JOB, Controllers.GC, Controllers.NAMESPACE, Controllers.KUBELET)
            .kubelet(pod -> PodOutcome.parse(pod.environment().getOrDefault(OUTCOME, "succeed")))
            .start();
    return new Cluster(server, directory);
  }

  Connection connection() {
    try {
      return Connection.fromKubeconfig(kubeconfig, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KubernetesApi api() {
    return KubernetesApi.builder(connection().client()).version("test").build();
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** A file of a test's own. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /** What controllers have asked for since the last {@link #forgetRequests}, watches apart. */
  List<RecordedRequest> controllerRequests() {
    return server.requests().stream()
        .filter(request -> request.userAgent().startsWith("we-controller/"))
        .filter(request -> !request.userAgent().equals("we-controller/test"))
        .filter(request -> !request.verb().equals("watch"))
        .toList();
  }

  void forgetRequests() {
    server.forgetRequests();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(kubeconfig);
  }
}
