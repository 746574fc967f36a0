package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.e2e.wire.Exchange;
import ai.kubernaut.we.e2e.wire.Journal;
import ai.kubernaut.we.kubernetes.ResourceType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What executions cost the API server, from their creation until their lock is released. */
class BudgetIT {

  static final int WRITES = 10;
  static final int EVENTS = 4;
  static final int RECONCILES = 6;

  /** Requests of one look at the server, with both engines. */
  private static final int LOOK = 7;

  private static final Set<String> CHILDREN = Set.of("jobs", "pipelineruns");
  private static final String RECONCILED = "workflowexecution_queue_work_duration_seconds_count";

  @TempDir Path directory;

  private Cluster cluster;
  private User user;
  private Witness witness;
  private final Journal journal = new Journal();
  private GuardedController controller;
  private int before;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.withTekton(directory);
    user = new User(cluster);
    witness = Witness.of(cluster);
    controller = GuardedController.start(cluster, journal, Settings.QUICK);
    user.runs("warm-up", "succeed");
    awaitRest("warm-up");
    before = journal.size();
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
  void aSuccessfulExecutionCostsTenWritesAndNoReads(Engine engine) {
    run(engine, "short", "succeed after=300ms");
    awaitRest("short");
    print("a short run, " + engine);
    assertWithin(1);
  }

  @ParameterizedTest
  @EnumSource
  void aLongRunWithAnUneasyPodCostsTheSame(Engine engine) {
    run(engine, "long", "succeed after=5s");
    String child = user.awaitPhase("long", "Running").status().executionRef().orElseThrow().name();
    user.awaitPod(child);
    String pod = user.pods().get(0).getAsJsonObject("metadata").get("name").getAsString();
    for (int i = 0; i < 50; i++) {
      user.annotates(
          ResourceType.PODS.named(Cluster.EXECUTION_NAMESPACE, pod), "example.com/seen", "" + i);
      user.annotates(
          engine.children().named(Cluster.EXECUTION_NAMESPACE, child), "example.com/seen", "" + i);
    }
    awaitRest("long");
    print("a long run, " + engine);
    assertWithin(1);
  }

  @ParameterizedTest
  @EnumSource
  void executionsOneByOneTakeAtMostSixReconcilesEach(Engine engine) throws Exception {
    int many = 10;
    long before = controller.metric(RECONCILED);
    for (int i = 0; i < many; i++) {
      run(engine, "one-" + i, "succeed after=300ms");
      awaitRest("one-" + i);
    }
    long reconciles = controller.metric(RECONCILED) - before;
    print(many + " one by one, " + reconciles + " reconciles, " + engine);
    assertWithin(many);
    assertThat(reconciles).isLessThanOrEqualTo((long) many * RECONCILES);
  }

  @ParameterizedTest
  @EnumSource
  void executionsSideBySideCostNoMoreThanOneByOne(Engine engine) {
    int many = 30;
    List<String> names = IntStream.range(0, many).mapToObj(i -> "side-" + i).toList();
    names.forEach(name -> run(engine, name, "succeed after=300ms"));
    names.forEach(this::awaitReleased);
    awaitSilence();
    print(many + " side by side, " + engine);
    assertWithin(many);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureThatItsPodExplainsCostsNoReads(Engine engine) {
    run(engine, "fails", "exit=3 after=200ms");
    awaitRest("fails");
    print("a failure by exit code, " + engine);
    assertWithin(1);
  }

  @ParameterizedTest
  @EnumSource
  void runningExecutionsCostNothing(Engine engine) {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "runs-" + i).toList();
    names.forEach(name -> run(engine, name, "run"));
    User.await(() -> user.pods().size() == names.size());
    names.forEach(this::awaitMirrored);
    awaitSilence();
    before = journal.size();
    user.runs("clock", "succeed after=3s");
    awaitRest("clock");
    print("20 running executions while another one lives, " + engine);
    assertWithin(1);
  }

  @Test
  void finishedExecutionsAreLeftAloneAfterARestart() throws Exception {
    controller.close();
    for (int i = 0; i < 1_000; i++) {
      user.restores("warm-up", "finished-" + i);
    }
    before = journal.size();
    controller = GuardedController.start(cluster, journal, Settings.QUICK);
    user.runs("clock", "succeed");
    awaitRest("clock");
    List<Exchange> others =
        asked().stream()
            .filter(e -> !e.route().verb().equals("list") || !e.route().name().isEmpty())
            .toList();
    print("a restart with 1,000 finished executions while another one lives");
    assertThat(writes(others)).hasSizeLessThanOrEqualTo(WRITES);
    assertThat(events(others)).hasSizeLessThanOrEqualTo(EVENTS);
    assertThat(others).filteredOn(e -> !e.route().isWrite()).isEmpty();
  }

  private void run(Engine engine, String name, String outcome) {
    user.runs(engine, name, name, outcome, "");
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

  /** Progress, which is throttled, counts apart, and so does an overtaken start with its look. */
  private void assertWithin(int executions) {
    List<Exchange> requests = asked();
    int overtaken = overtaken(requests).size();
    User.await(
        "the budget of writes",
        () ->
            writes(requests).size() - overtaken - witness.progressWrites() <= WRITES * executions);
    assertThat(events(requests)).hasSizeLessThanOrEqualTo(EVENTS * executions);
    assertThat(overtaken).as("overtaken starts").isLessThanOrEqualTo(executions);
    assertThat(reads(requests)).hasSizeLessThanOrEqualTo(LOOK * overtaken);
  }

  /** Starts of a child that met a newer version, because its own controller had just written it. */
  private static List<Exchange> overtaken(List<Exchange> requests) {
    return requests.stream()
        .filter(e -> e.route().verb().equals("patch") && e.code() == 409)
        .filter(e -> CHILDREN.contains(e.route().resource()))
        .toList();
  }

  /** All that was asked for since it last mattered. */
  private List<Exchange> asked() {
    return journal.exchanges().stream()
        .skip(before)
        .filter(e -> !e.route().verb().equals("watch"))
        .toList();
  }

  private static List<Exchange> reads(List<Exchange> requests) {
    return requests.stream().filter(e -> !e.route().isWrite()).toList();
  }

  private static List<Exchange> writes(List<Exchange> requests) {
    return requests.stream()
        .filter(e -> e.route().isWrite() && !e.route().resource().equals("events"))
        .toList();
  }

  private static List<Exchange> events(List<Exchange> requests) {
    return requests.stream()
        .filter(e -> e.route().isWrite() && e.route().resource().equals("events"))
        .toList();
  }

  private void print(String what) {
    List<Exchange> requests = asked();
    System.out.printf(
        "%n%s: %d writes, %d Events, %d reads%n",
        what, writes(requests).size(), events(requests).size(), reads(requests).size());
    requests.stream()
        .limit(20)
        .forEach(
            r ->
                System.out.printf(
                    "  %-6s %s%s %s %d%n",
                    r.route().verb(),
                    r.route().resource(),
                    r.route().subresource().isEmpty() ? "" : "/" + r.route().subresource(),
                    r.route().name(),
                    r.code()));
  }
}
