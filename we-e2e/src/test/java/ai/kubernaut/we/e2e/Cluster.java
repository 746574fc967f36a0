package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetesBuilder;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import ai.kubernaut.we.testkit.tekton.BundleScript;
import ai.kubernaut.we.testkit.tekton.TektonDefinitions;
import ai.kubernaut.we.testkit.tekton.TektonSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A cluster with a Job controller and one node, which does with a pod what its environment variable
 * {@code OUTCOME} says, in the words of {@link PodOutcome#parse}.
 */
final class Cluster implements AutoCloseable {

  static final String EXECUTION_NAMESPACE = "kubernaut-workflows";
  static final String OTHER_EXECUTION_NAMESPACE = "other-workflows";
  static final String OUTCOME = "OUTCOME";

  /** Where executions may run; only there is the cluster of others touched. */
  static final Set<String> EXECUTION_NAMESPACES =
      Set.of(EXECUTION_NAMESPACE, OTHER_EXECUTION_NAMESPACE);

  private static final String OURS = CustomResourceDefinition.yaml();
  private static final String BUNDLE = "/restart:1.0";

  private static final Controllers[] FULL = {
    Controllers.JOB, Controllers.GC, Controllers.NAMESPACE, Controllers.KUBELET
  };

  private final Path directory;
  private final Path kubeconfig;
  private final Path controllerKubeconfig;
  private final Optional<EmbeddedKubernetes> embedded;
  private boolean holdsChildren = true;
  private String registry = "registry.example.com";
  private Runnable stop;

  private Cluster(Path directory, EmbeddedKubernetes server) {
    this.directory = directory;
    this.kubeconfig = server.writeKubeconfig(directory.resolve("kubeconfig"));
    this.controllerKubeconfig = kubeconfig;
    this.embedded = Optional.of(server);
    this.stop = server::close;
  }

  private Cluster(Path directory, Path kubeconfig, Path controllerKubeconfig) {
    this.directory = directory;
    this.kubeconfig = kubeconfig;
    this.controllerKubeconfig = controllerKubeconfig;
    this.embedded = Optional.empty();
    this.stop = () -> {};
  }

  /**
   * Starts an embedded cluster.
   *
   * @param directory for its files
   */
  static Cluster start(Path directory) {
    return start(directory, FULL);
  }

  /** One whose Jobs nobody takes up. */
  static Cluster withoutJobController(Path directory) {
    return start(directory, Controllers.GC, Controllers.NAMESPACE, Controllers.KUBELET);
  }

  private static Cluster start(Path directory, Controllers... controllers) {
    return start(directory, OURS, controllers);
  }

  private static Cluster start(Path directory, String definition, Controllers... controllers) {
    return new Cluster(directory, settings(definition, controllers).start());
  }

  private static EmbeddedKubernetesBuilder settings(String definition, Controllers... controllers) {
    return EmbeddedKubernetes.builder()
        .crd(definition)
        .namespaces("kubernaut-system", EXECUTION_NAMESPACE, OTHER_EXECUTION_NAMESPACE)
        .controllers(controllers)
        .kubelet(new Outcomes());
  }

  /**
   * The cluster of {@code -Dwe.e2e.kubeconfig}, else a real API server where {@code
   * KUBEBUILDER_ASSETS} names its binaries, else an embedded one.
   */
  static Cluster realOrEmbedded(Path directory) {
    return realOrEmbedded(directory, "");
  }

  /** The same; a real API server has these definitions from the start. */
  private static Cluster realOrEmbedded(Path directory, String others) {
    return Optional.ofNullable(System.getProperty("we.e2e.kubeconfig"))
        .map(kubeconfig -> given(Path.of(kubeconfig), directory))
        .or(
            () ->
                RealApiServer.assetsFromEnvironment()
                    .map(assets -> real(assets, directory, OURS, others)))
        .orElseGet(() -> start(directory));
  }

  /** A cluster of its own that has another definition of the resource than ours. */
  static Cluster withDefinition(Path directory, String definition) {
    return RealApiServer.assetsFromEnvironment()
        .map(assets -> real(assets, directory, definition, ""))
        .orElseGet(() -> start(directory, definition, FULL));
  }

  private static Cluster given(Path kubeconfig, Path directory) {
    Cluster cluster = new Cluster(directory, kubeconfig, kubeconfig);
    cluster.prepare(OURS, () -> {});
    return cluster;
  }

  /** The same with Tekton in it. */
  static Cluster withTekton(Path directory) {
    return realOrEmbedded(directory, TektonDefinitions.yaml()).addTekton();
  }

  /** Whether the API knows Tekton's types, be there somebody to work on them or not. */
  boolean hasTekton() {
    return api().list(Engine.TEKTON.children().all()).failure().isEmpty();
  }

  /** One with Tekton whose watches keep to a clock, and bundles of so many tasks, one by one. */
  static Cluster embeddedAt(Path directory, InstantSource clock, int tasks) {
    String[] names = IntStream.rangeClosed(1, tasks).mapToObj(i -> "t" + i).toArray(String[]::new);
    return new Cluster(
        directory,
        settings(OURS, Controllers.values())
            .watchClock(clock)
            .bundles(BundleScript.tasks(names))
            .start());
  }

  /** Installs Tekton, as somebody may at any time; one that works there already gets its bundle. */
  Cluster addTekton() {
    return Installation.hasWorkingTekton(api(), Instant.now())
        ? serveBundle()
        : addTekton(BundleScript.oneTask());
  }

  private Cluster serveBundle() {
    BundleServer server = BundleServer.start();
    registry = server.address();
    return first(server::close);
  }

  /** Installs Tekton with these bundles. */
  Cluster addTekton(BundleScript bundles) {
    return first(
        TektonSimulator.start(connection().client(), bundles, EXECUTION_NAMESPACES)::close);
  }

  /** Does something at the end before all else. */
  private Cluster first(Runnable act) {
    Runnable before = stop;
    stop =
        () -> {
          act.run();
          before.run();
        };
    return this;
  }

  /** What executions name: a bundle that this cluster's Tekton can have. */
  String bundle() {
    return registry + BUNDLE;
  }

  /** One whose controllers have the rights that are shipped, and no others. */
  private static Cluster real(Path assets, Path directory, String definition, String others) {
    Path kubeconfig = directory.resolve("kubeconfig");
    RealApiServer server =
        RealApiServer.start(
            assets,
            List.of(Shipped.SERVICE_ACCOUNT),
            List.of("job"),
            started ->
                Installation.define(api(connection(started.writeKubeconfig(kubeconfig))), others));
    Path controllers =
        write(directory.resolve("shipped"), server.kubeconfig(Shipped.SERVICE_ACCOUNT));
    Cluster cluster = new Cluster(directory, kubeconfig, controllers);
    Shipped.applyTo(cluster.api());
    cluster.prepare(definition, server::close);
    return cluster;
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Installs what is missing, and plays the node where there is none. */
  private void prepare(String definition, Runnable atTheEnd) {
    KubernetesApi api = api();
    Installation.in(api, definition);
    Installation.clear(api);
    holdsChildren = Installation.holdsJobs(connection());
    Optional<Node> node =
        Installation.hasNodes(api) ? Optional.empty() : Optional.of(Node.of(connection()));
    stop =
        () -> {
          node.ifPresent(Node::close);
          atTheEnd.run();
        };
  }

  /** Whether the server knows the field by which a Job is held; 1.20 drops it. */
  boolean holdsChildren() {
    return holdsChildren;
  }

  /** An administrator's. */
  Connection connection() {
    return connection(kubeconfig);
  }

  /** A controller's, with the rights that are shipped where the server looks at rights. */
  Connection controllerConnection() {
    return connection(controllerKubeconfig);
  }

  /** The same through something that stands in front of it. */
  Connection controllerConnectionThrough(String url) {
    return connection(kubeconfigThrough(url));
  }

  private static Connection connection(Path kubeconfig) {
    try {
      return Connection.fromKubeconfig(kubeconfig, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KubernetesApi api() {
    return api(connection());
  }

  private static KubernetesApi api(Connection connection) {
    return KubernetesApi.builder(connection.client()).version("test").build();
  }

  /** How an administrator reaches it. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** How controllers reach it. */
  Path controllerKubeconfig() {
    return controllerKubeconfig;
  }

  /** A kubeconfig with the same credentials and another address. */
  Path kubeconfigThrough(String url) {
    try {
      String text =
          Files.readString(controllerKubeconfig)
              .replaceAll("(?m)^(\\s+server:).*$", "$1 " + url)
              .replaceAll("(?m)^\\s+certificate-authority-data:.*\\R", "");
      return Files.writeString(
          directory.resolve("kubeconfig-" + url.replaceAll("\\D+", "-")), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of a test's own. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /**
   * What controllers have asked an embedded cluster for since the last {@link #forgetRequests},
   * watches apart.
   */
  List<RecordedRequest> controllerRequests() {
    return allControllerRequests().stream()
        .filter(request -> !request.verb().equals("watch"))
        .toList();
  }

  /** What controllers have asked for; watches once they have ended. */
  List<RecordedRequest> allControllerRequests() {
    return embedded.orElseThrow().requests().stream()
        .filter(request -> request.userAgent().startsWith("we-controller/"))
        .filter(request -> !request.userAgent().equals("we-controller/test"))
        .toList();
  }

  void forgetRequests() {
    assertRights();
    embedded.orElseThrow().forgetRequests();
  }

  /** Whatever happens here, the rights that are shipped suffice. */
  private void assertRights() {
    Rights rights = Rights.shippedFor(EXECUTION_NAMESPACE, OTHER_EXECUTION_NAMESPACE);
    assertThat(rights.exceededBy(allControllerRequests())).isEmpty();
  }

  @Override
  public void close() {
    if (embedded.isPresent()) {
      assertRights();
    }
    stop.run();
  }
}
