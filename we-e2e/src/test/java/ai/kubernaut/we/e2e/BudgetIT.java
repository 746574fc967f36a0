package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What executions cost the API server, from their creation until their lock is released. */
class BudgetIT {

  private static final int WRITES = 10;
  private static final int EVENTS = 4;
  private static final int RECONCILES = 6;
  private static final String RECONCILED = "workflowexecution_queue_work_duration_seconds_count";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private Witness witness;
  private LocalController controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.start(directory);
    user = new User(cluster.api());
    witness = Witness.of(cluster);
    controller = LocalController.start(cluster, "1s");
    user.runs("warm-up", "succeed");
    awaitRest("warm-up");
    cluster.forgetRequests();
  }

  @AfterEach
  void stop() throws Exception {
    witness.assertContent();
    controller.close();
    witness.close();
    cluster.close();
  }

  @Test
  void aSuccessfulExecutionCostsTenWritesAndNoReads() {
    user.runs("short", "succeed after=300ms");
    awaitRest("short");
    print("a short run");
    assertWithin(1);
  }

  @Test
  void aLongRunWithAnUneasyPodCostsTheSame() {
    user.runs("long", "succeed after=5s");
    String child = user.awaitPhase("long", "Running").status().executionRef().orElseThrow().name();
    user.awaitPod(child);
    String pod = user.pods().get(0).getAsJsonObject("metadata").get("name").getAsString();
    for (int i = 0; i < 50; i++) {
      user.annotates(
          ResourceType.PODS.named(Cluster.EXECUTION_NAMESPACE, pod), "example.com/seen", "" + i);
      user.annotates(
          ResourceType.JOBS.named(Cluster.EXECUTION_NAMESPACE, child), "example.com/seen", "" + i);
    }
    awaitRest("long");
    print("a long run");
    assertWithin(1);
  }

  @Test
  void executionsOneByOneTakeAtMostSixReconcilesEach() throws Exception {
    int many = 5;
    long before = controller.metric(RECONCILED);
    for (int i = 0; i < many; i++) {
      user.runs("one-" + i, "succeed after=300ms");
      awaitRest("one-" + i);
    }
    long reconciles = controller.metric(RECONCILED) - before;
    print(many + " one by one, " + reconciles + " reconciles");
    assertThat(reconciles).isLessThanOrEqualTo((long) many * RECONCILES);
  }

  @Test
  void executionsSideBySideCostNoMoreThanOneByOne() {
    int many = 30;
    List<String> names = IntStream.range(0, many).mapToObj(i -> "side-" + i).toList();
    names.forEach(name -> user.runs(name, "succeed after=300ms"));
    names.forEach(this::awaitReleased);
    awaitSilence();
    print(many + " side by side");
    assertWithin(many);
  }

  @Test
  void aFailureThatItsPodExplainsCostsNoReads() {
    user.runs("fails", "exit=3 after=200ms");
    awaitRest("fails");
    print("a failure by exit code");
    assertWithin(1);
  }

  @Test
  void runningExecutionsCostNothing() {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "runs-" + i).toList();
    names.forEach(name -> user.runs(name, "run"));
    names.forEach(this::awaitMirrored);
    awaitSilence();
    cluster.forgetRequests();
    user.runs("clock", "succeed after=3s");
    awaitRest("clock");
    print("20 running executions while another one lives");
    assertWithin(1);
  }

  @Test
  void finishedExecutionsAreLeftAloneAfterARestart() throws Exception {
    List<String> names = IntStream.range(0, 200).mapToObj(i -> "finished-" + i).toList();
    names.forEach(name -> user.runs(name, "succeed"));
    names.forEach(this::awaitReleased);
    awaitSilence();
    controller.close();
    cluster.forgetRequests();
    controller = LocalController.start(cluster, "1s");
    user.runs("clock", "succeed");
    awaitRest("clock");
    List<RecordedRequest> others =
        cluster.controllerRequests().stream()
            .filter(request -> !request.verb().equals("list") || !request.name().isEmpty())
            .toList();
    print("a restart with 200 finished executions while another one lives");
    assertThat(writes(others)).hasSizeLessThanOrEqualTo(WRITES);
    assertThat(events(others)).hasSizeLessThanOrEqualTo(EVENTS);
    assertThat(others).filteredOn(request -> !request.isWrite()).isEmpty();
  }

  /** Waits until nothing is left to do for an execution. */
  private void awaitRest(String name) {
    awaitReleased(name);
    awaitSilence();
  }

  private void awaitReleased(String name) {
    User.await(
        () ->
            user.condition(name, ConditionType.AUDIT_RECORDED).filter(c -> c.isTrue()).isPresent()
                && user.events(name).contains("LockReleased"));
  }

  private void awaitSilence() {
    Awaitility.await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(60))
        .until(() -> controller.metric("workflowexecution_queue_depth") == 0);
  }

  private void awaitMirrored(String name) {
    User.await(
        () ->
            user.execution(name)
                .flatMap(e -> e.status().executionStatus())
                .filter(s -> s.reason().equals(Optional.of("Running")))
                .isPresent());
  }

  private void assertWithin(int executions) {
    List<RecordedRequest> requests = cluster.controllerRequests();
    assertThat(writes(requests)).hasSizeLessThanOrEqualTo(WRITES * executions);
    assertThat(events(requests)).hasSizeLessThanOrEqualTo(EVENTS * executions);
    assertThat(requests).filteredOn(request -> !request.isWrite()).isEmpty();
  }

  private static List<RecordedRequest> writes(List<RecordedRequest> requests) {
    return requests.stream().filter(r -> r.isWrite() && !r.resource().equals("events")).toList();
  }

  private static List<RecordedRequest> events(List<RecordedRequest> requests) {
    return requests.stream().filter(r -> r.isWrite() && r.resource().equals("events")).toList();
  }

  private void print(String what) {
    List<RecordedRequest> requests = cluster.controllerRequests();
    System.out.printf(
        "%n%s: %d writes, %d Events, %d reads%n",
        what,
        writes(requests).size(),
        events(requests).size(),
        requests.stream().filter(request -> !request.isWrite()).count());
    requests.stream()
        .limit(20)
        .forEach(
            r ->
                System.out.printf(
                    "  %-6s %s%s %s %d%n",
                    r.verb(),
                    r.resource(),
                    r.subresource().isEmpty() ? "" : "/" + r.subresource(),
                    r.name(),
                    r.code()));
  }
}
