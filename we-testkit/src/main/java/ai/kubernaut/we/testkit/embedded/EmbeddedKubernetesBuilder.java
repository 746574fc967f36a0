package ai.kubernaut.we.testkit.embedded;

import ai.kubernaut.we.testkit.embedded.api.WatchClock;
import ai.kubernaut.we.testkit.embedded.json.MalformedJson;
import ai.kubernaut.we.testkit.embedded.json.Yaml;
import ai.kubernaut.we.testkit.embedded.kubelet.KubeletScript;
import ai.kubernaut.we.testkit.tekton.BundleScript;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Settings of an API to be started. All have defaults; the order of calls does not matter. */
public final class EmbeddedKubernetesBuilder {
  private static final int HISTORY = 20_000;
  private static final int RECORDED = 20_000;

  int port;
  int history = HISTORY;
  int recordedRequests = RECORDED;
  long seed;
  boolean tls;
  boolean tokens;
  boolean rbac;
  final List<JsonObject> definitions = new ArrayList<>();
  final List<String> namespaces = new ArrayList<>();
  Set<Controllers> controllers = EnumSet.of(Controllers.GC, Controllers.NAMESPACE);
  KubeletScript kubelet = KubeletScript.rules();
  BundleScript bundles = BundleScript.oneTask();
  WatchClock watches = WatchClock.SYSTEM;

  EmbeddedKubernetesBuilder() {}

  /** Port to listen on; 0, the default, takes a free one. */
  public EmbeddedKubernetesBuilder port(int number) {
    port = number;
    return this;
  }

  /**
   * A custom resource definition to start with, as YAML or JSON; several documents may follow each
   * other.
   *
   * @throws IllegalArgumentException if it is neither; whether the definition itself is valid is
   *     checked at {@link #start()}
   */
  public EmbeddedKubernetesBuilder crd(String yaml) {
    for (JsonElement document : documents(yaml)) {
      if (!document.isJsonObject()) {
        throw new IllegalArgumentException("not a custom resource definition: " + document);
      }
      definitions.add(document.getAsJsonObject());
    }
    return this;
  }

  private static List<JsonElement> documents(String yaml) {
    try {
      return Yaml.parseAll(yaml);
    } catch (MalformedJson e) {
      throw new IllegalArgumentException("not a custom resource definition: " + e.getMessage(), e);
    }
  }

  /** A custom resource definition to start with, from a YAML or JSON file. */
  public EmbeddedKubernetesBuilder crd(Path file) {
    try {
      return crd(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Namespaces to start with, besides the four that every cluster has. */
  public EmbeddedKubernetesBuilder namespaces(String... names) {
    namespaces.addAll(Arrays.asList(names));
    return this;
  }

  /** Exactly the simulated controllers to run; the default is {@code GC} and {@code NAMESPACE}. */
  public EmbeddedKubernetesBuilder controllers(Controllers... chosen) {
    controllers = Set.of(chosen);
    return this;
  }

  /** What becomes of pods where {@link Controllers#KUBELET} runs. */
  public EmbeddedKubernetesBuilder kubelet(KubeletScript script) {
    kubelet = script;
    return this;
  }

  /** What bundles hold where {@link Controllers#TEKTON} runs; the default is one task. */
  public EmbeddedKubernetesBuilder bundles(BundleScript script) {
    bundles = script;
    return this;
  }

  /** How many changes watches and old listings can go back; the default is 20,000. */
  public EmbeddedKubernetesBuilder history(int changes) {
    history = changes;
    return this;
  }

  /** How many requests are remembered; the default is 20,000. */
  public EmbeddedKubernetesBuilder recordedRequests(int requests) {
    recordedRequests = requests;
    return this;
  }

  /**
   * Secures connections with a certificate that the kubeconfig trusts; the default is plain HTTP.
   */
  public EmbeddedKubernetesBuilder tls() {
    tls = true;
    return this;
  }

  /** Answers 401 to whoever brings no valid bearer token; by default everybody is let in. */
  public EmbeddedKubernetesBuilder tokens() {
    tokens = true;
    return this;
  }

  /**
   * Enforces the stored Roles, ClusterRoles and bindings, and asks for tokens; by default everybody
   * may do everything.
   */
  public EmbeddedKubernetesBuilder rbac() {
    rbac = true;
    tokens = true;
    return this;
  }

  /**
   * Where the chance of faults comes from; the same seed gives the same faults. The default is 0.
   */
  public EmbeddedKubernetesBuilder seed(long number) {
    seed = number;
    return this;
  }

  /**
   * A clock, moved by hand, by which watches end and send bookmarks; the default is the system's.
   * What objects say of times is not told by it.
   */
  public EmbeddedKubernetesBuilder watchClock(InstantSource clock) {
    watches = WatchClock.byHand(clock);
    return this;
  }

  /**
   * Starts the API; it answers when this returns.
   *
   * @throws IllegalArgumentException if it refuses what it is to start with
   * @throws UncheckedIOException if it cannot listen on its port
   */
  public EmbeddedKubernetes start() {
    try {
      return new EmbeddedKubernetes(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
