package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.access.Authenticator;
import ai.kubernaut.we.testkit.embedded.access.Authorizer;
import ai.kubernaut.we.testkit.embedded.access.Rbac;
import ai.kubernaut.we.testkit.embedded.access.User;
import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.controllers.ControllerLoop;
import ai.kubernaut.we.testkit.embedded.faults.Faults;
import ai.kubernaut.we.testkit.embedded.http.ApiServer;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import ai.kubernaut.we.testkit.embedded.http.Recorder;
import ai.kubernaut.we.testkit.embedded.http.Serving;
import ai.kubernaut.we.testkit.embedded.http.Traffic;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.resource.BuiltInTypes;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import ai.kubernaut.we.testkit.embedded.status.Refusal;
import ai.kubernaut.we.testkit.embedded.store.Store;
import ai.kubernaut.we.testkit.tekton.TektonDefinitions;
import ai.kubernaut.we.testkit.tekton.TektonSimulator;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A running Kubernetes API on the loopback address. Everything lives in memory and is gone after
 * {@link #close}. Many can run side by side. Unless the builder asks for tokens, every client is an
 * administrator.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
  private static final ModelSchemas MODELS = new ModelSchemas();
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private final Store store;
  private final ResourceTypes types;
  private final ObjectRegistry registry;
  private final Recorder recorder;
  private final Faults faults;
  private final Credentials credentials;
  private final Optional<Authority> authority;
  private final ControllerLoop controllers;
  private final ApiServer server;
  private final Optional<TektonSimulator> tekton;

  EmbeddedKubernetes(EmbeddedKubernetesBuilder builder) throws IOException {
    store = new Store(builder.history);
    types = new ResourceTypes(BuiltInTypes.all(MODELS));
    registry = new ObjectRegistry(store, types, MODELS);
    recorder = new Recorder(builder.recordedRequests);
    faults = new Faults(builder.seed);
    NAMESPACES.forEach(this::createNamespace);
    builder.namespaces.forEach(this::createNamespace);
    builder.definitions.forEach(this::create);
    if (builder.controllers.contains(Controllers.TEKTON)) {
      Yaml.parseAll(TektonDefinitions.yaml()).forEach(d -> createIfUnknown(d.getAsJsonObject()));
    }
    store.openWatches();
    authority = builder.tls ? Optional.of(Authority.create()) : Optional.empty();
    Authenticator authenticator = new Authenticator(builder.tokens);
    credentials = new Credentials(authenticator, builder.tokens);
    controllers =
        new ControllerLoop(
            registry,
            types,
            builder.controllers.stream()
                .flatMap(controller -> controller.part().stream())
                .collect(Collectors.toSet()),
            builder.kubelet);
    Authorizer authorizer = builder.rbac ? new Rbac(store) : Authorizer.ALLOW;
    server =
        new ApiServer(
            builder.port,
            authority.map(Authority::serverContext),
            new Serving(
                registry,
                types,
                MODELS,
                recorder,
                authenticator,
                authorizer,
                faults,
                builder.watches));
    tekton =
        builder.controllers.contains(Controllers.TEKTON)
            ? Optional.of(TektonSimulator.start(client(), builder.bundles))
            : Optional.empty();
  }

  /** The way to this API for an administrator. */
  private ApiClient client() throws IOException {
    KubeConfig config = KubeConfig.loadKubeConfig(new StringReader(kubeconfig()));
    return ClientBuilder.kubeconfig(config).build();
  }

  /** What to start. */
  public static EmbeddedKubernetesBuilder builder() {
    return new EmbeddedKubernetesBuilder();
  }

  private void createNamespace(String name) {
    create(Json.of("apiVersion", "v1", "kind", "Namespace", "metadata", Json.of("name", name)));
  }

  private void createIfUnknown(JsonObject definition) {
    String kind = Json.text(definition, "spec", "names", "kind");
    if (types.findKind("tekton.dev/v1", kind).isEmpty()) {
      create(definition);
    }
  }

  /**
   * Creates an object as an administrator, without a request that would be recorded.
   *
   * @throws IllegalArgumentException if the API would refuse it; the message says why
   */
  private void create(JsonObject object) {
    String apiVersion = Json.text(object, "apiVersion");
    String kind = Json.text(object, "kind");
    ResourceType type =
        types
            .findKind(apiVersion, kind)
            .orElseThrow(() -> new IllegalArgumentException("no type " + apiVersion + " " + kind));
    String namespace = Json.text(object, "metadata", "namespace");
    try {
      registry.create(new Place(type, namespace, ""), object, WriteOptions.by("embedded"));
    } catch (Refusal e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public int port() {
    return server.port();
  }

  /** Base address, without a slash at the end. */
  public String url() {
    return (authority.isPresent() ? "https" : "http") + "://127.0.0.1:" + port();
  }

  /** A kubeconfig of an administrator, as YAML. */
  public String kubeconfig() {
    return Kubeconfig.text(url(), authority, credentials.adminToken());
  }

  /**
   * A kubeconfig of a service account, as YAML; its token is made up when it is first asked for.
   * Access rules apply to it where the builder asks for them.
   */
  public String kubeconfig(String namespace, String serviceAccount) {
    User user = User.serviceAccount(namespace, serviceAccount);
    return Kubeconfig.text(url(), authority, Optional.of(credentials.token(user)));
  }

  /** Writes the kubeconfig of an administrator to a file and returns the file. */
  public Path writeKubeconfig(Path file) {
    try {
      return Files.writeString(file, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bearer token of a user; the same for the same user. */
  public String token(User user) {
    return credentials.token(user);
  }

  /** Makes a bearer token invalid from now on. */
  public void revoke(String token) {
    credentials.revoke(token);
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /**
   * The requests answered since the start or the last {@link #forgetRequests}, up to the limit that
   * the builder set; watches once they have ended.
   */
  public List<RecordedRequest> requests() {
    return recorder.requests();
  }

  /** The same, to be narrowed and counted. */
  public Traffic traffic() {
    return new Traffic(requests());
  }

  /** Starts counting afresh. */
  public void forgetRequests() {
    recorder.clear();
  }

  /** Forgets the history up to now, so that older resource versions are answered with 410. */
  public void compact() {
    store.compact();
  }

  @Override
  public void close() {
    tekton.ifPresent(TektonSimulator::close);
    store.close();
    controllers.close();
    server.close();
  }
}
