package ai.kubernaut.we.testkit.envtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real kube-apiserver on a free loopback port, with its own etcd and, where the binary is there,
 * a kube-controller-manager that runs the garbage collector, the namespace controller and what else
 * is asked for. Whoever has the kubeconfig is an administrator. Works with Kubernetes 1.20 and
 * newer.
 */
public final class RealApiServer implements AutoCloseable {
  /** The environment variable that names the directory of the binaries. */
  public static final String ASSETS = "KUBEBUILDER_ASSETS";

  private static final Logger LOG = LoggerFactory.getLogger(RealApiServer.class);

  /** How often a server is started at most, when something takes its ports. */
  private static final int ATTEMPTS = 5;

  /** The first minor version whose controller manager has no insecure port to switch off. */
  private static final int NO_INSECURE_PORT = 24;

  private final Assets assets;
  private final Workspace workspace;
  private final Deque<ServerProcess> processes = new ArrayDeque<>();
  private final IntSupplier ports;
  private final int port;
  private final String controllers;
  private final Consumer<RealApiServer> furnish;

  private RealApiServer(
      Assets assets,
      IntSupplier ports,
      List<String> serviceAccounts,
      List<String> more,
      Consumer<RealApiServer> furnish) {
    this.assets = assets;
    this.ports = ports;
    this.furnish = furnish;
    this.port = ports.getAsInt();
    this.workspace = new Workspace(serviceAccounts);
    this.controllers =
        Stream.concat(Stream.of("garbagecollector", "namespace"), more.stream())
            .collect(Collectors.joining(","));
  }

  /** The directory that the environment names; empty when it names none. */
  public static Optional<Path> assetsFromEnvironment() {
    return Optional.ofNullable(System.getenv(ASSETS))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /** Starts a server from the binaries in a directory; it is ready when this returns. */
  public static RealApiServer start(Path directory) {
    return start(directory, List.of(), List.of());
  }

  /**
   * Starts a server from the binaries in a directory; it is ready when this returns.
   *
   * @param serviceAccounts as {@code namespace:name}, those for which {@link #kubeconfig(String)}
   *     can be asked
   * @param controllers what else the controller manager runs, such as {@code job}
   */
  public static RealApiServer start(
      Path directory, List<String> serviceAccounts, List<String> controllers) {
    return start(directory, serviceAccounts, controllers, server -> {});
  }

  /**
   * The same with something in it before the controller manager starts. Custom resources whose
   * definitions come later are unknown to its garbage collector for up to half a minute.
   *
   * @param furnish what to do as soon as the API server is ready
   */
  public static RealApiServer start(
      Path directory,
      List<String> serviceAccounts,
      List<String> controllers,
      Consumer<RealApiServer> furnish) {
    Assets assets = Assets.in(directory);
    return start(
        () -> new RealApiServer(assets, Ports::free, serviceAccounts, controllers, furnish));
  }

  /** Starts a server on ports that are most likely free, and on others when they are not. */
  static RealApiServer start(Path directory, IntSupplier ports) {
    Assets assets = Assets.in(directory);
    return start(() -> new RealApiServer(assets, ports, List.of(), List.of(), server -> {}));
  }

  private static RealApiServer start(Supplier<RealApiServer> next) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return startOnce(next.get());
      } catch (PortTakenException e) {
        LOG.info("Starting once more, on other ports: {}", e.getMessage());
      }
    }
    return startOnce(next.get());
  }

  private static RealApiServer startOnce(RealApiServer server) {
    try {
      server.startAll();
      return server;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.close();
      throw new IllegalStateException("interrupted while the server started", e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void startAll() throws InterruptedException {
    int etcdPort = ports.getAsInt();
    run("etcd", etcdArguments(etcdPort));
    run("kube-apiserver", apiArguments(etcdPort));
    URI ready = URI.create(url() + "/readyz");
    Readiness.await(ready, workspace.token(), certificate(), processes);
    furnish.accept(this);
    if (assets.has("kube-controller-manager")) {
      run("kube-controller-manager", managerArguments());
    }
  }

  private void run(String name, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(assets.binary(name)));
    command.addAll(arguments);
    processes.push(ServerProcess.start(workspace.file(name + ".log"), command));
  }

  private List<String> etcdArguments(int etcdPort) {
    String client = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + ports.getAsInt();
    return List.of(
        "--data-dir=" + workspace.file("etcd"),
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer);
  }

  private List<String> apiArguments(int etcdPort) {
    Path key = workspace.file("service-account.key");
    return List.of(
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + port,
        "--cert-dir=" + workspace.file("certificates"),
        "--token-auth-file=" + workspace.file("tokens.csv"),
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--disable-admission-plugins=ServiceAccount",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + key,
        "--service-account-signing-key-file=" + key);
  }

  private List<String> managerArguments() {
    Path config = writeKubeconfig(workspace.file("manager.kubeconfig"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kubeconfig=" + config,
                "--controllers=" + controllers,
                "--leader-elect=false",
                "--kube-api-qps=1000",
                "--kube-api-burst=2000",
                "--secure-port=0"));
    if (assets.minor() < NO_INSECURE_PORT) {
      arguments.add("--port=0");
    }
    return arguments;
  }

  private Path certificate() {
    return workspace.file("certificates").resolve("apiserver.crt");
  }

  /** Base address, without a slash at the end. */
  public String url() {
    return "https://127.0.0.1:" + port;
  }

  /** Minor version of Kubernetes, for example 36. */
  public int minorVersion() {
    return assets.minor();
  }

  /** The bearer token of an administrator. */
  public String token() {
    return workspace.token();
  }

  /** A kubeconfig for this server, as YAML. */
  public String kubeconfig() {
    return kubeconfigWith(workspace.token());
  }

  /**
   * A kubeconfig with which to be a service account, with its rights and no others.
   *
   * @param serviceAccount {@code namespace:name}, one that the server was started with
   */
  public String kubeconfig(String serviceAccount) {
    return kubeconfigWith(workspace.token(serviceAccount));
  }

  private String kubeconfigWith(String token) {
    try {
      String authority = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate()));
      return """
          apiVersion: v1
          kind: Config
          clusters:
          - name: real
            cluster:
              server: %s
              certificate-authority-data: %s
          users:
          - name: user
            user:
              token: %s
          contexts:
          - name: real
            context:
              cluster: real
              user: user
              namespace: default
          current-context: real
          """
          .formatted(url(), authority, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the kubeconfig to a file and returns the file. */
  public Path writeKubeconfig(Path file) {
    try {
      return Files.writeString(file, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops all processes and deletes what they have stored. */
  @Override
  public void close() {
    processes.forEach(ServerProcess::close);
    workspace.close();
  }
}
