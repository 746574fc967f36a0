package ai.kubernaut.we.controller;

import static ai.kubernaut.we.controller.Bench.NAMESPACE;
import static ai.kubernaut.we.controller.Bench.value;

import ai.kubernaut.we.controller.metrics.RuntimeMetrics;
import ai.kubernaut.we.controller.runtime.Time;
import ai.kubernaut.we.controller.runtime.WatchCache;
import ai.kubernaut.we.core.engine.ExecutionEngine;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.engine.EngineAdapter;
import ai.kubernaut.we.kubernetes.engine.EngineChild;
import ai.kubernaut.we.kubernetes.engine.EnginePart;
import ai.kubernaut.we.kubernetes.engine.PartType;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.faults.Fault;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import ai.kubernaut.we.testkit.engine.Stage;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.kubernetes.client.util.ClientBuilder;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Engines with their watches around an embedded API, where pods run until they are told to end. */
abstract class EmbeddedStage<C extends EngineChild> implements Stage {

  private static final String ENGINE_CLIENT = "engine-under-test";

  private final EngineAdapter<C> adapter;
  private final EmbeddedKubernetes server =
      EmbeddedKubernetes.builder()
          .namespaces(NAMESPACE)
          .controllers(Controllers.values())
          .kubelet(pod -> PodOutcome.run())
          .start();
  private final KubernetesApi hand = client("somebody");
  private final List<WatchCache<?>> watches = new ArrayList<>();

  EmbeddedStage(EngineAdapter<C> adapter) {
    this.adapter = adapter;
  }

  private KubernetesApi client(String userAgent) {
    return KubernetesApi.builder(
            new ClientBuilder().setBasePath(server.url()).build().setUserAgent(userAgent))
        .build();
  }

  EmbeddedKubernetes server() {
    return server;
  }

  KubernetesApi hand() {
    return hand;
  }

  ResourceType type() {
    return adapter.type();
  }

  @Override
  public ExecutionEngine open() {
    KubernetesApi api = client(ENGINE_CLIENT);
    RuntimeMetrics metrics = new RuntimeMetrics(new CollectorRegistry());
    Caches caches = Caches.of(api, NAMESPACE, metrics, Time.system());
    Pods pods = new Pods(api, caches.pods(), NAMESPACE);
    caches.pods().witness(pods::saw);
    WatchCache<C> children = Caches.children(api, adapter, NAMESPACE, metrics, Time.system());
    EngineParts parts =
        adapter
            .parts()
            .<EngineParts>map(type -> parts(api, type, metrics))
            .orElse(EngineParts.NONE);
    Traces traces = new Traces();
    children.witness(traces::saw);
    follow(caches.pods());
    follow(children);
    return new KubernetesEngine<>(
        api,
        adapter,
        children,
        parts,
        pods,
        traces,
        new ChildEvents(api, NAMESPACE),
        NAMESPACE,
        (change, observe) -> {});
  }

  private WatchedParts parts(KubernetesApi api, PartType type, RuntimeMetrics metrics) {
    WatchCache<EnginePart> cache = Caches.parts(api, type, NAMESPACE, metrics, Time.system());
    WatchedParts parts = new WatchedParts(api, type, cache, NAMESPACE);
    cache.witness(parts::saw);
    follow(cache);
    return parts;
  }

  private void follow(WatchCache<?> cache) {
    watches.add(cache);
    cache.start();
  }

  @Override
  public void await(BooleanSupplier holds) {
    Awaitility.await().until(holds::getAsBoolean);
  }

  @Override
  public void run(String name) {
    await(() -> isRunning(name));
  }

  @Override
  public void exit(String name, int code) {
    for (JsonObject pod : running(name)) {
      JsonArray containers = pod.getAsJsonObject("status").getAsJsonArray("containerStatuses");
      containers.forEach(c -> end(c.getAsJsonObject(), code));
      JsonObject status = new JsonObject();
      status.addProperty("phase", code == 0 ? "Succeeded" : "Failed");
      status.add("containerStatuses", containers);
      JsonObject patch = new JsonObject();
      patch.add("status", status);
      String podName = Json.string(pod, "metadata", "name").orElseThrow();
      value(hand.patchStatus(ResourceType.PODS.named(NAMESPACE, podName), patch));
    }
  }

  private static void end(JsonObject container, int code) {
    String startedAt = Json.string(container, "state", "running", "startedAt").orElseThrow();
    JsonObject terminated = new JsonObject();
    terminated.addProperty("exitCode", code);
    terminated.addProperty("reason", code == 0 ? "Completed" : "Error");
    terminated.addProperty("startedAt", startedAt);
    terminated.addProperty("finishedAt", startedAt);
    JsonObject state = new JsonObject();
    state.add("terminated", terminated);
    container.add("state", state);
    container.addProperty("ready", false);
  }

  @Override
  public boolean isRunning(String name) {
    return !running(name).isEmpty();
  }

  private List<JsonObject> running(String name) {
    return value(hand.list(ResourceType.PODS.all().inNamespace(NAMESPACE))).items().stream()
        .filter(pod -> Json.string(pod, "metadata", "name").orElse("").startsWith(name))
        .filter(pod -> Json.string(pod, "status", "phase").orElse("").equals("Running"))
        .toList();
  }

  @Override
  public void deleteByHand(String name) {
    String uid = Json.string(value(hand.get(ref(name))), "metadata", "uid").orElseThrow();
    value(hand.delete(ref(name), Deletion.background(uid)));
  }

  @Override
  public void removeByHand(String name) {
    deleteByHand(name);
    JsonObject metadata = new JsonObject();
    metadata.add("finalizers", new JsonArray());
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    value(hand.mergePatch(ref(name), patch));
  }

  @Override
  public void createForeign(String name) {
    value(hand.create(type(), NAMESPACE, foreign(name)));
  }

  /** An object that nothing runs of, so that nobody but its creator changes it. */
  abstract JsonObject foreign(String name);

  @Override
  public String contents(String name) {
    Optional<JsonObject> object = hand.get(ref(name)).toOptional();
    object.ifPresent(
        o -> {
          o.remove("status");
          o.getAsJsonObject("metadata").remove("resourceVersion");
          o.getAsJsonObject("metadata").remove("managedFields");
          // Tekton itself labels what it takes up.
          Json.object(o, "metadata", "labels")
              .ifPresent(labels -> labels.keySet().removeIf(l -> l.startsWith("tekton.dev/")));
        });
    return object.map(JsonObject::toString).orElse("");
  }

  @Override
  public boolean refuseNext() {
    server.faults().inject(Fault.status(403, "Forbidden", "not allowed here").on(changes()).nth(1));
    return true;
  }

  @Override
  public boolean loseNext(boolean landed) {
    Fault fault = landed ? Fault.lostAfter() : Fault.lostBefore();
    server.faults().inject(fault.on(changes()).nth(1));
    return true;
  }

  private RequestMatcher changes() {
    return RequestMatcher.any().writes().resource(type().plural());
  }

  private ResourceRef ref(String name) {
    return type().named(NAMESPACE, name);
  }

  /** Parses the manifest of a foreign object; {@code NAME} in it stands for its name. */
  static JsonObject manifest(String json, String name) {
    return Json.parse(json.replace("NAME", name)).orElseThrow();
  }

  @Override
  public void close() {
    watches.forEach(WatchCache::close);
    server.close();
  }
}
