package ai.kubernaut.we.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.ExecutionStatus;
import ai.kubernaut.we.api.WorkflowExecutionStatus;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.testkit.embedded.http.RecordedRequest;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What half an hour costs the API server. It passes on the clocks of the controller and of the
 * server's watches, ten seconds at a time. In each minute child and pod change, and in every second
 * one a task of the PipelineRun ends.
 */
class LongRunIT {

  private static final int MINUTES = 30;
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration COOLDOWN = Duration.ofMinutes(5);

  /**
   * Looks that fall apart because time passes here faster than news comes: what would have been
   * seen in one may take two.
   */
  private static final int SQUEEZED = 2;

  private static final String NAME = "long";
  private static final String RECONCILED = "workflowexecution_queue_work_duration_seconds_count";
  private static final List<String> WATCHED =
      List.of("jobs", "leases", "pipelineruns", "pods", "taskruns", "workflowexecutions");

  @TempDir Path directory;

  private final MovedClock clock = new MovedClock();
  private Cluster cluster;
  private User user;
  private Witness witness;
  private LocalController controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.embeddedAt(directory, clock, MINUTES / 2);
    user = new User(cluster);
    witness = Witness.of(cluster);
    controller = LocalController.at(cluster, clock.time());
    User.await(
        "the first lists",
        () -> WATCHED.equals(List.copyOf(byResource(cluster.controllerRequests()).keySet())));
    cluster.forgetRequests();
  }

  @AfterEach
  void stop() throws Exception {
    witness.assertContent();
    controller.close();
    witness.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource
  void anExecutionThatRunsForHalfAnHourCostsWhatAShortOneCosts(Engine engine) throws Exception {
    long before = controller.metric(RECONCILED);
    user.runs(engine, NAME, NAME, "run", "executionConfig: {timeout: 2h}");
    user.awaitPhase(NAME, "Running");
    for (int minute = 1; minute <= MINUTES; minute++) {
      user.awaitPod(child());
      isUneasy(engine, minute);
      if (engine == Engine.TEKTON && minute % 2 == 0 && minute < MINUTES) {
        endsPod();
        awaitTasks(minute / 2);
      }
      pass(Duration.ofMinutes(1));
    }
    endsPod();
    WorkflowExecutionStatus status = user.awaitPhase(NAME, "Completed").status();
    assertThat(Duration.between(status.startTime().get(), status.completionTime().get()))
        .isBetween(Duration.ofMinutes(MINUTES), Duration.ofMinutes(MINUTES + 5));
    assertThat(user.leases()).as("the target rests").hasSize(1);
    pass(COOLDOWN);
    awaitRest();

    List<RecordedRequest> requests = cluster.controllerRequests();
    int progress = witness.progressWrites();
    long reconciles = controller.metric(RECONCILED) - before;
    print(engine.toString(), requests, progress, reconciles);
    assertThat(requests).filteredOn(r -> !r.isWrite()).as("reads").isEmpty();
    assertThat(writes(requests).size() - progress).isLessThanOrEqualTo(BudgetIT.WRITES);
    assertThat(events(requests)).hasSizeLessThanOrEqualTo(BudgetIT.EVENTS);
    assertThat(progress).isLessThanOrEqualTo(mostProgress(engine));
    assertThat(reconciles).isLessThanOrEqualTo(BudgetIT.RECONCILES + progress + SQUEEZED);
    assertWatchesRenewed(Duration.ofMinutes(MINUTES).plus(COOLDOWN));
  }

  @Test
  void halfAnHourOfNothingCostsWatchesOnly() throws Exception {
    long before = controller.metric(RECONCILED);
    pass(Duration.ofMinutes(MINUTES));

    List<RecordedRequest> requests = cluster.controllerRequests();
    print("nothing", requests, 0, controller.metric(RECONCILED) - before);
    assertThat(requests).isEmpty();
    assertThat(controller.metric(RECONCILED)).isEqualTo(before);
    assertWatchesRenewed(Duration.ofMinutes(MINUTES));
  }

  /** A task's end is one piece of news, or two where that of its TaskRun is seen much sooner. */
  private static int mostProgress(Engine engine) {
    return engine == Engine.TEKTON ? MINUTES : 1;
  }

  /**
   * Watches belong to the process, not to an execution: one for each kind, which the server ends
   * after five to nine minutes. That they were renewed shows that the time has come to them.
   */
  private void assertWatchesRenewed(Duration time) {
    long least = time.dividedBy(Duration.ofMinutes(9)) - 1;
    long most = time.dividedBy(Duration.ofMinutes(5)) + 1;
    User.await("the watches", () -> watches().values().stream().allMatch(n -> n >= least));
    Map<String, Long> watches = watches();
    System.out.println("  watches " + watches);
    assertThat(watches.keySet()).containsExactlyElementsOf(WATCHED);
    assertThat(watches.values()).allSatisfy(n -> assertThat(n).isBetween(least, most));
  }

  private Map<String, Long> watches() {
    return byResource(
        cluster.allControllerRequests().stream().filter(r -> r.verb().equals("watch")).toList());
  }

  private static Map<String, Long> byResource(List<RecordedRequest> requests) {
    return requests.stream()
        .collect(groupingBy(RecordedRequest::resource, TreeMap::new, counting()));
  }

  private void pass(Duration time) {
    for (long steps = time.dividedBy(STEP); steps > 0; steps--) {
      clock.pass(STEP);
    }
  }

  private String child() {
    return Freezer.child(NAME);
  }

  /** The containers of the pod that runs exit with 0, as its node would say. */
  private void endsPod() {
    JsonObject pod =
        user.pods().stream()
            .filter(p -> Json.string(p, "status", "phase").orElse("").equals("Running"))
            .findFirst()
            .orElseThrow();
    String name = Json.string(pod, "metadata", "name").orElseThrow();
    String containers =
        Json.objects(pod, "status", "containerStatuses").stream()
            .map(LongRunIT::ended)
            .collect(joining(","));
    String patch =
        """
        {"status":{"phase":"Succeeded","containerStatuses":[%s]}}
        """
            .formatted(containers);
    assertThat(
            cluster
                .api()
                .patchStatus(
                    ResourceType.PODS.named(Cluster.EXECUTION_NAMESPACE, name),
                    Json.parse(patch).orElseThrow())
                .failure())
        .isEmpty();
  }

  private static String ended(JsonObject container) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String state =
        """
        {"terminated":{"exitCode":0,"reason":"Completed","startedAt":"%1$s","finishedAt":"%1$s"}}
        """
            .formatted(now);
    container.addProperty("ready", false);
    container.add("state", Json.parse(state).orElseThrow());
    return container.toString();
  }

  /**
   * Waits until the execution says that so many tasks are done. Time does not pass faster then than
   * it does: news that comes within one second counts as one.
   */
  private void awaitTasks(int done) {
    User.await(
        done + " tasks",
        () ->
            user.execution(NAME)
                .flatMap(e -> e.status().executionStatus())
                .flatMap(ExecutionStatus::completedTasks)
                .filter(n -> n == done)
                .isPresent());
  }

  /** Something is written to child and pod that tells nothing. */
  private void isUneasy(Engine engine, int minute) {
    String pod = Json.string(user.pods().get(0), "metadata", "name").orElseThrow();
    String namespace = Cluster.EXECUTION_NAMESPACE;
    user.annotates(ResourceType.PODS.named(namespace, pod), "example.com/seen", "" + minute);
    user.annotates(engine.children().named(namespace, child()), "example.com/seen", "" + minute);
  }

  private void awaitRest() {
    User.await(
        () ->
            user.condition(NAME, ConditionType.AUDIT_RECORDED).filter(c -> c.isTrue()).isPresent()
                && user.events(NAME).contains("LockReleased"));
    user.awaitNothingLeft();
    User.await(() -> controller.metric("workflowexecution_queue_depth") == 0);
  }

  private static List<RecordedRequest> writes(List<RecordedRequest> requests) {
    return requests.stream().filter(r -> r.isWrite() && !r.resource().equals("events")).toList();
  }

  private static List<RecordedRequest> events(List<RecordedRequest> requests) {
    return requests.stream().filter(r -> r.isWrite() && r.resource().equals("events")).toList();
  }

  private static void print(
      String what, List<RecordedRequest> requests, int progress, long reconciles) {
    System.out.printf(
        "%nhalf an hour, %s: %d writes, %d of them progress, %d Events, %d reads, %d reconciles%n",
        what,
        writes(requests).size(),
        progress,
        events(requests).size(),
        requests.stream().filter(r -> !r.isWrite()).count(),
        reconciles);
  }
}
