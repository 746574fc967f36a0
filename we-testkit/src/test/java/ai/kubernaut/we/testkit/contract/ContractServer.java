package ai.kubernaut.we.testkit.contract;

import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * The server under test, one for all classes: the embedded API, or a real one where the environment
 * has it.
 */
final class ContractServer implements AutoCloseable {
  private final Runnable stop;
  private final int minor;
  private final Path kubeconfig;
  private final ApiClient client;
  private final Http http;

  private ContractServer(Runnable stop, int minor, String config, String url, String token)
      throws IOException {
    this.stop = stop;
    this.minor = minor;
    kubeconfig = Files.writeString(Files.createTempFile("contract", ".kubeconfig"), config);
    client = Config.fromConfig(kubeconfig.toString());
    http = new Http(client.getHttpClient(), url, token);
  }

  static ContractServer start() throws IOException {
    Optional<Path> assets = RealApiServer.assetsFromEnvironment();
    return assets.isPresent() ? real(assets.get()) : embedded();
  }

  private static ContractServer embedded() throws IOException {
    EmbeddedKubernetes api =
        EmbeddedKubernetes.builder()
            .crd(resource("crd.yaml"))
            .controllers(Controllers.GC, Controllers.NAMESPACE)
            .start();
    return new ContractServer(api::close, Integer.MAX_VALUE, api.kubeconfig(), api.url(), "");
  }

  private static ContractServer real(Path assets) throws IOException {
    RealApiServer api = RealApiServer.start(assets);
    ContractServer server =
        new ContractServer(
            api::close, api.minorVersion(), api.kubeconfig(), api.url(), api.token());
    String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    server.http.send("POST", definitions, "application/yaml", resource("crd.yaml"));
    String objects = "/apis/spike.example.com/v1alpha1/workflowexecutions";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.http.get(objects).code() == 200);
    return server;
  }

  static String resource(String name) {
    try (var in = ContractServer.class.getResourceAsStream("/contract/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  int minor() {
    return minor;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  ApiClient client() {
    return client;
  }

  Http http() {
    return http;
  }

  @Override
  public void close() throws IOException {
    client.getHttpClient().dispatcher().executorService().shutdown();
    stop.run();
    Files.delete(kubeconfig);
  }
}
