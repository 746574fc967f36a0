package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.kubernaut.we.bundle.ImageName;
import ai.kubernaut.we.bundle.Publication;
import ai.kubernaut.we.bundle.Published;
import ai.kubernaut.we.bundle.RegistryAccess;
import ai.kubernaut.we.kubernetes.Json;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Tekton's resolver, and our own client, find in the registry of the suite. */
class BundleServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private BundleServer server;

  @BeforeEach
  void start() {
    server = BundleServer.start(Optional.empty());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> ask(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://" + server.address() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", Resolver.MANIFEST_TYPE)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return Json.parse(new String(answer.body(), StandardCharsets.UTF_8)).orElseThrow();
  }

  @Test
  void ourOwnClientFindsTheBundleThatItWouldPush() throws IOException {
    RegistryAccess access =
        new RegistryAccess(Optional.empty(), Optional.empty(), Optional.empty(), true);
    Published found =
        new Publication(access)
            .ensure(server.bundle(), ImageName.parse(server.address() + "/restart:1.0"));

    assertThat(found).isEqualTo(new Published(server.bundle().digest(), 0, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/restart:1.0", "/ops/any/other:latest"})
  void aResolverFindsThePipelineUnderEveryName(String name) {
    assertThat(new Resolver().find(server.address() + name, "pipeline", "workflow"))
        .isEqualTo(BundleServer.pipeline());
  }

  @Test
  void findsByDigestWhatItFindsByTag() throws Exception {
    HttpResponse<byte[]> tag = ask("GET", "/v2/restart/manifests/latest");
    String digest = tag.headers().firstValue("Docker-Content-Digest").orElseThrow();

    assertThat(digest).isEqualTo(server.bundle().digest());
    assertThat(ask("GET", "/v2/restart/manifests/" + digest).body()).isEqualTo(tag.body());
    String config = Json.string(json(tag), "config", "digest").orElseThrow();
    assertThat(Json.string(json(ask("GET", "/v2/restart/blobs/" + config)), "os")).isPresent();
  }

  @Test
  void headIsWhatGetIsWithoutTheBody() throws Exception {
    String manifest = "/v2/restart/manifests/1.0";
    String blob =
        "/v2/restart/blobs/"
            + Json.string(json(ask("GET", manifest)), "config", "digest").orElseThrow();
    for (String path : List.of("/v2/", manifest, blob)) {
      HttpResponse<byte[]> get = ask("GET", path);
      HttpResponse<byte[]> head = ask("HEAD", path);

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(get.body().length);
      for (String header : List.of("Content-Type", "Docker-Content-Digest")) {
        assertThat(head.headers().allValues(header)).isEqualTo(get.headers().allValues(header));
      }
    }
    assertThat(ask("HEAD", manifest).headers().firstValue("Content-Type"))
        .contains(Resolver.MANIFEST_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v2/restart/manifests/sha256:00, 404, MANIFEST_UNKNOWN",
    "GET, /v2/restart/blobs/sha256:00, 404, BLOB_UNKNOWN",
    "GET, /v2/restart/tags/list, 404, NAME_UNKNOWN",
    "GET, /v2/manifests/1.0, 404, NAME_UNKNOWN",
    "PUT, /v2/restart/manifests/1.0, 405, UNSUPPORTED",
    "POST, /v2/restart/blobs/uploads/, 405, UNSUPPORTED",
    "DELETE, /v2/restart/manifests/1.0, 405, UNSUPPORTED",
  })
  void refusesWhatIsNotThereAndWhateverWrites(String method, String path, int code, String error)
      throws Exception {
    HttpResponse<byte[]> answer = ask(method, path);

    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(Json.string(Json.objects(json(answer), "errors").get(0), "code")).contains(error);
  }

  @Test
  void isFoundAtAnAddressOfAPrivateNetwork() throws Exception {
    String host = server.address().split(":", -1)[0];
    InetAddress address = InetAddress.getByName(host);

    assertThat(address.isSiteLocalAddress() || address.isLoopbackAddress()).as(host).isTrue();
    assertThat(address.getHostAddress()).isEqualTo(host);
  }

  @Test
  void isFoundWhereItIsToldToBe() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (BundleServer told = BundleServer.start(Optional.of("localhost:" + port))) {
      assertThat(told.address()).isEqualTo("localhost:" + port);
      URI uri = URI.create("http://" + told.address() + "/v2/");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundleServer.start(Optional.of("localhost")))
        .withMessage("-Dwe.e2e.bundles=localhost: write host:port");
  }

  /** Tekton refuses a run that lacks what has no default, and hands on only what is declared. */
  @Test
  void thePipelineHandsAllThatItIsGivenToItsOnlyStep() {
    JsonObject spec = Json.object(BundleServer.pipeline(), "spec").orElseThrow();
    JsonObject task = Json.objects(spec, "tasks").get(0);
    List<JsonObject> steps = Json.objects(task, "taskSpec", "steps");
    List<String> params = names(Json.objects(spec, "params"));
    List<String> workspaces = names(Json.objects(spec, "workspaces"));

    assertThat(params).contains(Cluster.OUTCOME, "TARGET_RESOURCE");
    assertThat(Json.objects(spec, "params")).allMatch(param -> param.has("default"));
    assertThat(names(Json.objects(task, "params"))).isEqualTo(params);
    assertThat(names(Json.objects(task, "taskSpec", "params"))).isEqualTo(params);
    assertThat(steps).hasSize(1);
    assertThat(names(Json.objects(steps.get(0), "env"))).isEqualTo(params);
    assertThat(Json.strings(steps.get(0), "command")).isNotEmpty();
    assertThat(names(Json.objects(task, "workspaces"))).isEqualTo(workspaces);
    assertThat(names(Json.objects(task, "taskSpec", "workspaces"))).isEqualTo(workspaces);
    assertThat(Json.objects(task, "taskSpec", "workspaces"))
        .allMatch(w -> Json.bool(w, "optional").orElse(false))
        .allMatch(w -> Json.bool(w, "readOnly").orElse(false));
  }

  private static List<String> names(List<JsonObject> objects) {
    return objects.stream().map(object -> Json.string(object, "name").orElseThrow()).toList();
  }
}
