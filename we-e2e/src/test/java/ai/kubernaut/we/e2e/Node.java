package ai.kubernaut.we.e2e;

import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Connection;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourcePage;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.Selection;
import ai.kubernaut.we.kubernetes.WatchCall;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Scheduler and kubelet of a real API server: binds each pod, and lets it end as it is told to. */
final class Node implements AutoCloseable {

  private static final String NAME = "we-e2e-node";
  private static final String NODES = "/api/v1/nodes";
  private static final Selection PODS = ResourceType.PODS.all();

  private final ApiClient client;
  private final KubernetesApi api;
  private final Set<String> taken = new HashSet<>();
  private final Set<String> ending = new HashSet<>();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
  private volatile @Nullable WatchCall watch;
  private volatile boolean closed;

  private Node(Connection connection) {
    this.client = connection.client();
    this.api = KubernetesApi.builder(client).version("node").build();
  }

  static Node of(Connection connection) {
    Node node = new Node(connection);
    node.register();
    Thread thread = new Thread(node::follow, "node");
    thread.setDaemon(true);
    thread.start();
    return node;
  }

  /** The pods of a node that is not there are taken for orphans, and collected. */
  private void register() {
    send(
        "POST",
        NODES,
        """
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s"},"spec":{"unschedulable":true}}
        """
            .formatted(NAME));
  }

  private void follow() {
    while (!closed) {
      Optional<ResourcePage> page = api.list(PODS).toOptional();
      page.ifPresent(
          found -> {
            found.items().forEach(this::sees);
            watch = api.watch(PODS, found.resourceVersion(), Duration.ofMinutes(5));
            Optional<ApiError> unused = watch.run(() -> {}, event -> sees(event.object()));
          });
    }
  }

  private void sees(JsonObject pod) {
    String uid = Json.string(pod, "metadata", "uid").orElse("");
    if (uid.isEmpty() || !Cluster.EXECUTION_NAMESPACES.contains(namespace(pod))) {
      return;
    }
    PodOutcome outcome = outcome(pod);
    if (Json.string(pod, "metadata", "deletionTimestamp").isPresent()) {
      if (ending.add(uid)) {
        after(outcome.termination(), () -> remove(pod));
      }
    } else if (taken.add(uid)) {
      after(Duration.ZERO, () -> schedule(pod, outcome));
    }
  }

  private static PodOutcome outcome(JsonObject pod) {
    return told(main(pod)).map(PodOutcome::parse).orElseGet(PodOutcome::succeed);
  }

  private static Optional<String> told(JsonObject container) {
    return Json.objects(container, "env").stream()
        .filter(variable -> Json.string(variable, "name").orElse("").equals(Cluster.OUTCOME))
        .flatMap(variable -> Json.string(variable, "value").stream())
        .findFirst();
  }

  /** The container that is told what becomes of it; all others of the pod stand at its side. */
  private static JsonObject main(JsonObject pod) {
    List<JsonObject> containers = Json.objects(pod, "spec", "containers");
    return containers.stream()
        .filter(container -> told(container).isPresent())
        .findFirst()
        .orElseGet(() -> containers.get(0));
  }

  private void schedule(JsonObject pod, PodOutcome outcome) {
    if (outcome.fate() == PodOutcome.Fate.NEVER_SCHEDULED) {
      patchStatus(
          pod,
          """
          {"status":{"conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
           "message":"0/1 nodes are available: 1 Insufficient cpu."}]}}
          """);
    } else {
      run(pod, outcome);
    }
  }

  private void run(JsonObject pod, PodOutcome outcome) {
    send(
        "POST",
        path(pod) + "/binding",
        """
        {"apiVersion":"v1","kind":"Binding","metadata":{"name":"%s"},
         "target":{"apiVersion":"v1","kind":"Node","name":"%s"}}
        """
            .formatted(name(pod), NAME));
    Optional<String> missing = missing(pod);
    if (missing.isPresent()) {
      status(pod, "Pending", "", "\"waiting\":{\"reason\":\"ContainerCreating\"}");
      tell(pod, "FailedMount", missing.get());
      return;
    }
    if (outcome.fate() == PodOutcome.Fate.IMAGE_PULL) {
      status(pod, "Pending", "", "\"waiting\":{\"reason\":\"ImagePullBackOff\"}");
      tell(pod, "Failed", "Failed to pull image \\\"a\\\": not found");
      return;
    }
    status(pod, "Running", "", "\"running\":{\"startedAt\":\"%s\"}".formatted(now()));
    if (outcome.fate() != PodOutcome.Fate.RUN) {
      after(outcome.after(), () -> end(pod, outcome));
    }
  }

  /** Why a volume cannot be set up. */
  private Optional<String> missing(JsonObject pod) {
    return Json.objects(pod, "spec", "volumes").stream()
        .flatMap(
            volume ->
                missing(pod, User.SECRETS, Json.string(volume, "secret", "secretName"))
                    .or(
                        () ->
                            missing(
                                pod, User.CONFIG_MAPS, Json.string(volume, "configMap", "name")))
                    .map(
                        what ->
                            "MountVolume.SetUp failed for volume \\\"%s\\\" : %s not found"
                                .formatted(Json.string(volume, "name").orElse(""), what))
                    .stream())
        .findFirst();
  }

  private Optional<String> missing(JsonObject pod, ResourceType type, Optional<String> name) {
    return name.filter(n -> api.get(type.named(namespace(pod), n)).toOptional().isEmpty())
        .map(n -> type.kind().toLowerCase(Locale.ROOT) + " \\\"" + n + "\\\"");
  }

  private void end(JsonObject pod, PodOutcome outcome) {
    switch (outcome.fate()) {
      case SUCCEED -> ended(pod, "Succeeded", "", terminated(0, "Completed"));
      case OOM -> ended(pod, "Failed", "", terminated(137, "OOMKilled"));
      case EVICTED -> ended(pod, "Failed", "Evicted", terminated(137, "Error"));
      default -> ended(pod, "Failed", "", terminated(outcome.exitCode(), "Error"));
    }
  }

  private void ended(JsonObject pod, String phase, String reason, String state) {
    status(pod, phase, reason, state, terminated(0, "Completed"));
  }

  private static String terminated(int exitCode, String reason) {
    return """
        "terminated":{"exitCode":%d,"reason":"%s","startedAt":"%s","finishedAt":"%s"}
        """
        .formatted(exitCode, reason, now(), now());
  }

  private void status(JsonObject pod, String phase, String reason, String state) {
    status(pod, phase, reason, state, state);
  }

  /** Says what state the pod is in, its main container, and those at its side. */
  private void status(JsonObject pod, String phase, String reason, String state, String others) {
    String statuses =
        Json.objects(pod, "spec", "containers").stream()
            .map(container -> Json.string(container, "name").orElseThrow())
            .map(
                name ->
                    """
                    {"name":"%s","image":"a","imageID":"a","ready":%s,"restartCount":0,
                     "state":{%s}}
                    """
                        .formatted(
                            name,
                            phase.equals("Running"),
                            name.equals(container(pod)) ? state : others))
            .collect(Collectors.joining(","));
    String patch =
        """
        {"status":{"phase":"%s","reason":"%s","startTime":"%s","containerStatuses":[%s]}}
        """
            .formatted(phase, reason, now(), statuses);
    patchStatus(pod, patch);
  }

  private void patchStatus(JsonObject pod, String patch) {
    Optional<JsonObject> unused =
        api.patchStatus(
                ResourceType.PODS.named(namespace(pod), name(pod)), Json.parse(patch).orElseThrow())
            .toOptional();
  }

  /** Events outlive the pod, and may be all that is left of it when somebody asks. */
  private void tell(JsonObject pod, String reason, String message) {
    String event =
        """
        {"apiVersion":"v1","kind":"Event","type":"Warning","reason":"%s","message":"%s","count":1,
         "metadata":{"generateName":"%s."},"source":{"component":"kubelet","host":"%s"},
         "firstTimestamp":"%s","lastTimestamp":"%s",
         "involvedObject":{"apiVersion":"v1","kind":"Pod","namespace":"%s","name":"%s","uid":"%s",
          "fieldPath":"spec.containers{%s}"}}
        """
            .formatted(
                reason,
                message,
                name(pod),
                NAME,
                now(),
                now(),
                Cluster.EXECUTION_NAMESPACE,
                name(pod),
                Json.string(pod, "metadata", "uid").orElseThrow(),
                container(pod));
    Optional<JsonObject> unused =
        api.create(
                ResourceType.EVENTS, Cluster.EXECUTION_NAMESPACE, Json.parse(event).orElseThrow())
            .toOptional();
  }

  private static String container(JsonObject pod) {
    return Json.string(main(pod), "name").orElseThrow();
  }

  /** Says how its container has ended, and lets it go. */
  private void remove(JsonObject pod) {
    Optional<JsonObject> now =
        api.get(ResourceType.PODS.named(namespace(pod), name(pod))).toOptional();
    if (now.flatMap(p -> Json.string(p, "status", "phase")).filter("Running"::equals).isPresent()) {
      ended(pod, "Failed", "", terminated(143, "Error"));
    }
    send(
        "DELETE",
        path(pod),
        """
        {"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,
         "preconditions":{"uid":"%s"}}
        """
            .formatted(Json.string(pod, "metadata", "uid").orElseThrow()));
  }

  /** What the API client of this project does not offer, because its controller must not do it. */
  private void send(String method, String path, String body) {
    try (Response response = call(method, path, body).execute()) {
      if (response.code() >= 500) {
        throw new IllegalStateException(path + ": " + response.code());
      }
    } catch (IOException | ApiException e) {
      if (!closed) {
        throw new IllegalStateException(path, e);
      }
    }
  }

  private Call call(String method, String path, String body) throws ApiException {
    return client.buildCall(
        null,
        path,
        method,
        List.of(),
        List.of(),
        body.getBytes(StandardCharsets.UTF_8),
        new HashMap<>(Map.of("Content-Type", "application/json")),
        new HashMap<>(),
        new HashMap<>(),
        new String[] {"BearerToken"},
        null);
  }

  private static String path(JsonObject pod) {
    return "/api/v1/namespaces/" + namespace(pod) + "/pods/" + name(pod);
  }

  private static String namespace(JsonObject pod) {
    return Json.string(pod, "metadata", "namespace").orElseThrow();
  }

  private static String name(JsonObject pod) {
    return Json.string(pod, "metadata", "name").orElseThrow();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void after(Duration delay, Runnable act) {
    ScheduledFuture<?> unused = timer.schedule(act, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed = true;
    WatchCall running = watch;
    if (running != null) {
      running.cancel();
    }
    timer.shutdownNow();
    send("DELETE", NODES + "/" + NAME, "{}");
  }
}
