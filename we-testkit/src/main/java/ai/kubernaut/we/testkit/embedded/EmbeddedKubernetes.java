package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.api.ObjectRegistry;
import ai.kubernaut.we.testkit.embedded.api.Place;
import ai.kubernaut.we.testkit.embedded.api.WriteOptions;
import ai.kubernaut.we.testkit.embedded.controllers.ControllerLoop;
import ai.kubernaut.we.testkit.embedded.http.ApiServer;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import ai.kubernaut.we.testkit.embedded.http.Recorder;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.embedded.resource.BuiltInTypes;
import ai.kubernaut.we.testkit.embedded.resource.ResourceType;
import ai.kubernaut.we.testkit.embedded.resource.ResourceTypes;
import ai.kubernaut.we.testkit.embedded.schema.ModelSchemas;
import ai.kubernaut.we.testkit.embedded.store.Store;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A running Kubernetes API on the loopback address. Everything lives in memory and is gone after
 * {@link #close}. Many can run side by side. There is no authentication: every client is an
 * administrator.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
  private static final ModelSchemas MODELS = new ModelSchemas();
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private final Store store;
  private final ResourceTypes types;
  private final ObjectRegistry registry;
  private final Recorder recorder = new Recorder();
  private final ControllerLoop controllers;
  private final ApiServer server;

  private EmbeddedKubernetes(Builder builder) throws IOException {
    store = new Store(builder.history);
    types = new ResourceTypes(BuiltInTypes.all(MODELS));
    registry = new ObjectRegistry(store, types, MODELS);
    NAMESPACES.forEach(this::createNamespace);
    builder.namespaces.forEach(this::createNamespace);
    builder.definitions.forEach(definition -> create(definition, ""));
    store.compact();
    controllers =
        new ControllerLoop(
            registry,
            types,
            builder.controllers.stream().map(Controllers::part).collect(Collectors.toSet()),
            builder.kubelet);
    server = new ApiServer(builder.port, registry, types, MODELS, recorder);
  }

  /** What to start. */
  public static Builder builder() {
    return new Builder();
  }

  private void createNamespace(String name) {
    create(Json.of("apiVersion", "v1", "kind", "Namespace", "metadata", Json.of("name", name)), "");
  }

  private void create(JsonObject object, String namespace) {
    String apiVersion = Json.text(object, "apiVersion");
    String kind = Json.text(object, "kind");
    ResourceType type =
        types
            .findKind(apiVersion, kind)
            .orElseThrow(() -> new IllegalArgumentException("no type " + apiVersion + " " + kind));
    registry.create(new Place(type, namespace, ""), object, WriteOptions.by("embedded"));
  }

  public int port() {
    return server.port();
  }

  /** Base address, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** A kubeconfig for this API, as YAML. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: embedded
          cluster:
            server: %s
        users:
        - name: embedded
          user: {}
        contexts:
        - name: embedded
          context:
            cluster: embedded
            user: embedded
            namespace: default
        current-context: embedded
        """
        .formatted(url());
  }

  /** Writes the kubeconfig to a file and returns the file. */
  public Path writeKubeconfig(Path file) {
    try {
      return Files.writeString(file, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The requests answered since the start or the last {@link #forgetRequests}; watches once they
   * have ended.
   */
  public List<RecordedRequest> requests() {
    return recorder.requests();
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
    store.close();
    controllers.close();
    server.close();
  }

  /** Settings of an API to be started. All have defaults; the order of calls does not matter. */
  public static final class Builder {
    private static final int HISTORY = 20_000;

    private int port;
    private int history = HISTORY;
    private final List<JsonObject> definitions = new ArrayList<>();
    private final List<String> namespaces = new ArrayList<>();
    private Set<Controllers> controllers = EnumSet.of(Controllers.GC, Controllers.NAMESPACE);
    private KubeletScript kubelet = KubeletScript.rules();

    private Builder() {}

    /** Port to listen on; 0, the default, takes a free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /**
     * A custom resource definition to start with, as YAML or JSON; several documents may follow
     * each other.
     */
    public Builder crd(String yaml) {
      for (JsonElement document : Yaml.parseAll(yaml)) {
        definitions.add(document.getAsJsonObject());
      }
      return this;
    }

    /** A custom resource definition to start with, from a YAML or JSON file. */
    public Builder crd(Path file) {
      try {
        return crd(Files.readString(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Namespaces to start with, besides the four that every cluster has. */
    public Builder namespaces(String... names) {
      namespaces.addAll(Arrays.asList(names));
      return this;
    }

    /**
     * Exactly the simulated controllers to run; the default is {@code GC} and {@code NAMESPACE}.
     */
    public Builder controllers(Controllers... chosen) {
      controllers = Set.of(chosen);
      return this;
    }

    /** What becomes of pods where {@link Controllers#KUBELET} runs. */
    public Builder kubelet(KubeletScript script) {
      kubelet = script;
      return this;
    }

    /** How many changes watches and old listings can go back; the default is 20,000. */
    public Builder history(int changes) {
      history = changes;
      return this;
    }

    /** Starts the API; it answers when this returns. */
    public EmbeddedKubernetes start() {
      try {
        return new EmbeddedKubernetes(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
