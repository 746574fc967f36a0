package ai.kubernaut.we.testkit.tekton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.Controllers;
import ai.kubernaut.we.testkit.embedded.EmbeddedKubernetes;
import ai.kubernaut.we.testkit.embedded.faults.Fault;
import ai.kubernaut.we.testkit.embedded.json.Json;
import ai.kubernaut.we.testkit.embedded.kubelet.PodOutcome;
import ai.kubernaut.we.testkit.embedded.traffic.RequestMatcher;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a PipelineRun here is what became of it at the real Tekton, field by field. */
class TektonShapesTest {

  private static final String QUOTA =
      "pods \"build-1-build-pod\" is forbidden: exceeded quota: team-quota, requested: pods=1, used:"
          + " pods=0, limited: pods=0";
  private static final String NO_HOST =
      "cannot retrieve the oci image: Get \"https://registry.invalid/v2/\": dial tcp: lookup"
          + " registry.invalid on 10.255.255.53:53: no such host";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          succeeded-two-tasks                 | build=succeed after=200ms
          failed-exit1                        | build=exit=1 after=200ms
          failed-parallel-other-running       | fast=exit=1, slow=succeed after=600ms
          oomkilled-step                      | build=oom after=200ms
          image-pull-failed                   | build=image-pull
          pipelinerun-timeout                 | build=run
          quota-pods-exceeded-pipeline-timeout| build=run
          couldntgetpipeline-bundle           | build=run
          failed-with-finally-ok              | build=exit=1 after=200ms
          finally-failed-main-ok              | cleanup=exit=1 after=200ms
          retries-then-success                | build=exit=1 after=200ms, build-retry1=succeed after=200ms
          custom-task-unreconciled            | build=run
          """)
  void endsAsAtTheRealTekton(String name, String outcomes) throws IOException {
    CapturedRun captured = new CapturedRun(name);
    try (EmbeddedKubernetes server = server(captured, outcomes);
        TektonSimulator tekton = tekton(server)) {
      assertThat(tekton).isNotNull();
      if (name.startsWith("quota-pods")) {
        server
            .faults()
            .inject(
                Fault.status(403, "Forbidden", QUOTA)
                    .on(RequestMatcher.any().verb("create").resource("pods")));
      }
      KubernetesApi api = api(server);
      create(api, captured.created());
      assertBecomes(api, captured);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"cancelled-with-finally, true", "cancelled-before-start, false"})
  void isCancelledAsAtTheRealTekton(String name, boolean runs) throws IOException {
    CapturedRun captured = new CapturedRun(name);
    try (EmbeddedKubernetes server = server(captured, "build=run");
        TektonSimulator tekton = tekton(server)) {
      assertThat(tekton).isNotNull();
      KubernetesApi api = api(server);
      JsonObject run = captured.created();
      Json.child(run, "spec").remove("status");
      if (!runs) {
        Json.child(run, "spec").addProperty("status", "PipelineRunPending");
      }
      create(api, run);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> said(api, captured, runs ? "Running" : "PipelineRunPending"));
      JsonObject cancelled = Json.of("spec", Json.of("status", "Cancelled"));
      assertThat(api.mergePatch(ref(captured), cancelled).failure()).isEmpty();
      assertBecomes(api, captured);
    }
  }

  @ParameterizedTest
  @CsvSource("pipelinerunpending")
  void isHeldAsAtTheRealTekton(String name) throws IOException {
    CapturedRun captured = new CapturedRun(name);
    try (EmbeddedKubernetes server = server(captured, "build=run");
        TektonSimulator tekton = tekton(server)) {
      assertThat(tekton).isNotNull();
      KubernetesApi api = api(server);
      create(api, captured.created());
      assertBecomes(api, captured);
    }
  }

  private static EmbeddedKubernetes server(CapturedRun captured, String outcomes)
      throws IOException {
    Map<String, PodOutcome> byTask =
        List.of(outcomes.split(", ", -1)).stream()
            .map(outcome -> outcome.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> PodOutcome.parse(pair[1])));
    return EmbeddedKubernetes.builder()
        .namespaces(Seen.namespace(captured.pipelineRun()))
        .controllers(Controllers.GC, Controllers.KUBELET)
        .kubelet(
            pod ->
                byTask.getOrDefault(
                    pod.labels().get(Labels.PIPELINE_TASK) + pod.name().replaceFirst(".*-pod", ""),
                    PodOutcome.succeed()))
        .start();
  }

  private static TektonSimulator tekton(EmbeddedKubernetes server) {
    return TektonSimulator.start(
        Config.fromUrl(server.url()), run -> new Bundle.Unavailable(NO_HOST));
  }

  private static KubernetesApi api(EmbeddedKubernetes server) {
    return KubernetesApi.builder(Config.fromUrl(server.url())).build();
  }

  private static void create(KubernetesApi api, JsonObject run) {
    assertThat(api.create(Seen.PIPELINE_RUNS, Seen.namespace(run), run).failure()).isEmpty();
  }

  private static ResourceRef ref(CapturedRun captured) throws IOException {
    JsonObject run = captured.pipelineRun();
    return Seen.PIPELINE_RUNS.named(Seen.namespace(run), Seen.name(run));
  }

  private static boolean said(KubernetesApi api, CapturedRun captured, String reason)
      throws IOException {
    JsonObject run = api.get(ref(captured)).toOptional().orElseThrow();
    boolean running =
        list(api, captured, Seen.TASK_RUNS).stream()
            .flatMap(taskRun -> Verdict.of(taskRun).stream())
            .anyMatch(verdict -> verdict.reason().equals("Running"));
    return (running || !reason.equals("Running"))
        && Verdict.of(run).filter(v -> v.reason().equals(reason)).isPresent();
  }

  private static List<JsonObject> list(KubernetesApi api, CapturedRun captured, ResourceType type)
      throws IOException {
    String namespace = Seen.namespace(captured.pipelineRun());
    return api.list(type.all().inNamespace(namespace)).toOptional().orElseThrow().items();
  }

  private static void assertBecomes(KubernetesApi api, CapturedRun captured) throws IOException {
    JsonObject expected = captured.pipelineRun();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonObject run = api.get(ref(captured)).toOptional().orElseThrow();
              assertSame(run, expected, "status");
              assertSame(run, expected, "metadata", "labels");
              List<JsonObject> taskRuns = list(api, captured, Seen.TASK_RUNS);
              assertThat(taskRuns).hasSameSizeAs(captured.taskRuns());
              for (int i = 0; i < taskRuns.size(); i++) {
                assertSame(taskRuns.get(i), captured.taskRuns().get(i), "status");
                assertSame(taskRuns.get(i), captured.taskRuns().get(i), "spec");
                assertSame(taskRuns.get(i), captured.taskRuns().get(i), "metadata", "labels");
                assertSame(
                    taskRuns.get(i), captured.taskRuns().get(i), "metadata", "ownerReferences");
              }
              assertThat(CapturedRun.reasons(list(api, captured, ResourceType.EVENTS)))
                  .isEqualTo(captured.events());
            });
  }

  private static void assertSame(JsonObject actual, JsonObject expected, String... path) {
    JsonElement found = Json.at(actual, path);
    String what = String.join(".", path) + " of " + Seen.name(expected);
    assertThat(found).as(what).isNotNull();
    assertThat(CapturedRun.normal(found))
        .as(what)
        .isEqualTo(CapturedRun.normal(Json.at(expected, path)));
  }
}
