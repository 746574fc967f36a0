package ai.kubernaut.we.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.testkit.embedded.json.Json;
import io.kubernetes.client.extended.controller.Controller;
import io.kubernetes.client.extended.controller.builder.ControllerBuilder;
import io.kubernetes.client.extended.controller.reconciler.Request;
import io.kubernetes.client.extended.controller.reconciler.Result;
import io.kubernetes.client.extended.event.EventType;
import io.kubernetes.client.extended.event.legacy.EventRecorder;
import io.kubernetes.client.extended.event.legacy.LegacyEventBroadcaster;
import io.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.kubernetes.client.extended.leaderelection.LeaderElector;
import io.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1EventSource;
import io.kubernetes.client.util.CallGeneratorParams;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Contract.class)
class ClientIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What an informer told. */
  private record Told(Queue<String> events) implements ResourceEventHandler<V1ConfigMap> {
    @Override
    public void onAdd(V1ConfigMap map) {
      events.add("added " + map.getMetadata().getName());
    }

    @Override
    public void onUpdate(V1ConfigMap before, V1ConfigMap map) {
      events.add("changed " + map.getMetadata().getName());
    }

    @Override
    public void onDelete(V1ConfigMap map, boolean unknownState) {
      events.add("deleted " + map.getMetadata().getName());
    }
  }

  private static SharedIndexInformer<V1ConfigMap> informer(
      Workbench bench, SharedInformerFactory factory, int watchSeconds) {
    CoreV1Api core = new CoreV1Api(bench.client());
    return factory.sharedIndexInformerFor(
        (CallGeneratorParams params) ->
            core.listNamespacedConfigMap(bench.namespace)
                .resourceVersion(params.resourceVersion)
                .timeoutSeconds(watchSeconds)
                .watch(params.watch)
                .buildCall(null),
        V1ConfigMap.class,
        V1ConfigMapList.class);
  }

  @Test
  @DisplayName("G01 an informer syncs, indexes, and tells of additions, changes and deletions")
  void informerFollows(Workbench bench) {
    bench.createConfigMap("a", "");
    SharedInformerFactory factory = new SharedInformerFactory(bench.client());
    SharedIndexInformer<V1ConfigMap> informer = informer(bench, factory, 300);
    Told told = new Told(new ConcurrentLinkedQueue<>());
    informer.addEventHandler(told);
    factory.startAllRegisteredInformers();
    await().atMost(PATIENCE).until(informer::hasSynced);
    assertThat(informer.getIndexer().getByKey(bench.namespace + "/a")).isNotNull();
    bench.createConfigMap("b", "");
    bench.http.merge(bench.configMap("b"), "{'data':{'k':'v'}}");
    bench.http.delete(bench.configMap("b"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(told.events())
                    .containsSubsequence("added a", "added b", "changed b", "deleted b"));
    factory.stopAllRegisteredInformers();
  }

  @Test
  @DisplayName("G02 a controller of the client drives objects through phases")
  void controllerDrives(Workbench bench) {
    SharedInformerFactory factory = new SharedInformerFactory(bench.client());
    SharedIndexInformer<V1ConfigMap> informer = informer(bench, factory, 300);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Controller controller =
        ControllerBuilder.defaultBuilder(factory)
            .watch(
                queue -> ControllerBuilder.controllerWatchBuilder(V1ConfigMap.class, queue).build())
            .withReconciler(request -> advance(bench, informer, request))
            .withWorkerCount(1)
            .withReadyFunc(informer::hasSynced)
            .build();
    factory.startAllRegisteredInformers();
    thread.execute(controller);
    bench.createConfigMap("a", "");
    await()
        .atMost(PATIENCE)
        .until(() -> bench.http.get(bench.configMap("a")).at("data", "phase").equals("Completed"));
    controller.shutdown();
    thread.shutdownNow();
    factory.stopAllRegisteredInformers();
  }

  private static Result advance(
      Workbench bench, SharedIndexInformer<V1ConfigMap> informer, Request request) {
    V1ConfigMap map =
        informer.getIndexer().getByKey(request.getNamespace() + "/" + request.getName());
    if (map != null && request.getName().equals("a")) {
      String phase = map.getData() == null ? "" : map.getData().getOrDefault("phase", "");
      String next = phase.isEmpty() ? "Running" : "Completed";
      bench.http.merge(bench.configMap("a"), "{'data':{'phase':'" + next + "'}}");
    }
    return new Result(false);
  }

  @Test
  @DisplayName("G03 one leader at a time, handed over after release")
  void oneLeader(Workbench bench) {
    Queue<String> leaders = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    LeaderElector first = elector(bench, "first");
    threads.execute(() -> first.run(() -> leaders.add("first"), () -> leaders.add("first left")));
    await().atMost(PATIENCE).until(() -> leaders.contains("first"));
    LeaderElector second = elector(bench, "second");
    threads.execute(() -> second.run(() -> leaders.add("second"), () -> {}));
    first.close();
    await().atMost(PATIENCE).until(() -> leaders.contains("second"));
    String lease = "/apis/coordination.k8s.io/v1/namespaces/" + bench.namespace + "/leases/leader";
    assertThat(bench.http.get(lease).at("spec", "holderIdentity")).isEqualTo("second");
    second.close();
    threads.shutdownNow();
  }

  private static LeaderElector elector(Workbench bench, String identity) {
    LeaseLock lock = new LeaseLock(bench.namespace, "leader", identity, bench.client());
    return new LeaderElector(
        new LeaderElectionConfig(
            lock, Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(300)));
  }

  @Test
  @DisplayName("G04 the event recorder of the client writes and counts")
  void eventRecorder(Workbench bench) {
    Http.Answer subject = bench.createConfigMap("a", "");
    CoreV1Api core = new CoreV1Api(bench.client());
    LegacyEventBroadcaster broadcaster = new LegacyEventBroadcaster(core);
    EventRecorder recorder =
        broadcaster.newRecorder(new V1EventSource().component("contract").host("here"));
    broadcaster.startRecording();
    var reference =
        new io.kubernetes.client.openapi.models.V1ObjectReference()
            .apiVersion("v1")
            .kind("ConfigMap")
            .namespace(bench.namespace)
            .name("a")
            .uid(subject.at("metadata", "uid"));
    for (int i = 0; i < 3; i++) {
      recorder.event(reference, EventType.Normal, "Tested", "said %s", "so");
    }
    String events = "/api/v1/namespaces/" + bench.namespace + "/events";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Json.objects(bench.http.get(events).json(), "items"))
                    .anyMatch(event -> Json.text(event, "count").equals("3")));
    broadcaster.shutdown();
  }

  @Test
  @DisplayName("G05 events of events.k8s.io are the same objects as core events")
  void modernEvents(Workbench bench) {
    String modern = "/apis/events.k8s.io/v1/namespaces/" + bench.namespace + "/events";
    String body =
        """
        {'apiVersion':'events.k8s.io/v1','kind':'Event','metadata':{'name':'e'},
         'eventTime':'2026-01-01T00:00:00.000000Z','reason':'R','action':'A','type':'Normal',
         'note':'hello','reportingController':'example.com/c','reportingInstance':'i',
         'regarding':{'kind':'ConfigMap','name':'a','namespace':'%s'}}
        """
            .formatted(bench.namespace);
    Http.Answer made = bench.http.post(modern, body);
    assertThat(made.code()).as(made.text()).isEqualTo(201);
    assertThat(bench.http.get(modern + "?fieldSelector=regarding.name%3Da").names())
        .containsExactly("e");
    Http.Answer core = bench.http.get("/api/v1/namespaces/" + bench.namespace + "/events/e");
    assertThat(core.at("message")).isEqualTo("hello");
    assertThat(core.at("involvedObject", "name")).isEqualTo("a");
  }

  @Test
  @DisplayName("G06 an informer resumes after the end of a watch without loss")
  void informerResumes(Workbench bench) {
    SharedInformerFactory factory = new SharedInformerFactory(bench.client());
    SharedIndexInformer<V1ConfigMap> informer = informer(bench, factory, 1);
    factory.startAllRegisteredInformers();
    await().atMost(PATIENCE).until(informer::hasSynced);
    for (int i = 0; i < 30; i++) {
      bench.createConfigMap("m" + i, "");
      await().pollDelay(Duration.ofMillis(80)).until(() -> true);
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                informer.getIndexer().list().stream()
                        .filter(map -> map.getMetadata().getName().startsWith("m"))
                        .count()
                    == 30);
    factory.stopAllRegisteredInformers();
  }

  @Test
  @DisplayName("G07 a client may ask what it may do")
  void accessReview(ContractServer server) {
    String body =
        "{'apiVersion':'authorization.k8s.io/v1','kind':'SelfSubjectAccessReview','spec':"
            + "{'resourceAttributes':{'verb':'list','resource':'pods'}}}";
    Http.Answer answer =
        server.http().post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body);
    assertThat(answer.code()).isEqualTo(201);
    assertThat(answer.at("status", "allowed")).isEqualTo("true");
    assertThat(List.of(answer.at("kind"))).containsExactly("SelfSubjectAccessReview");
  }
}
