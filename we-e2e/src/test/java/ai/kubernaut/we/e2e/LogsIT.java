package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process tells, and what it never tells. */
class LogsIT {

  private static final String SECRET = "hunter2-canary-parameter";
  private static final String UNDECLARED =
      "  PASSWORD: " + SECRET + "\n  remediationRequestRef: {name: rr}";

  private static final Settings DEBUG = Settings.ELECTED.and("logging: {level: debug}");

  private static final Pattern TOKEN = Pattern.compile("token: ([^\\s}]+)");

  @TempDir Path directory;

  private Cluster cluster;
  private String token;
  private User user;
  private ControllerProcess controller;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
    String given = Files.readString(cluster.controllerKubeconfig());
    String text = given.replace("user: {}", "user: {token: hunter2-canary-token}");
    Path kubeconfig = Files.writeString(cluster.file("kubeconfig-with-token"), text);
    Matcher found = TOKEN.matcher(text);
    token = found.find() ? found.group(1) : "no token is used";
    controller = ControllerProcess.replica(cluster, "controller", kubeconfig, Settings.ELECTED);
  }

  @AfterEach
  void stop() throws Exception {
    controller.close();
    cluster.close();
  }

  private void configure(Settings settings) {
    ControllerProcess.configure(cluster, "controller", settings);
  }

  @Test
  void aTransitionIsOneLineThatNamesItsExecution() {
    user.runs("one", "succeed");
    String uid = user.awaitEnd("one").metadata().uid();
    user.awaitNothingLeft();

    List<String> lines = controller.logged().lines().filter(l -> l.contains(" -> ")).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("Pending -> Running");
    assertThat(lines.get(1)).contains("Running -> Completed");
    assertThat(lines)
        .allMatch(
            line ->
                line.endsWith(
                    "namespace=default name=one uid=%s target=default/deployment/one"
                        .formatted(uid)));
  }

  @Test
  void theLevelChangesWithoutARestartAndWhatNeedsOneIsNamed() throws Exception {
    user.runs("before", "succeed");
    user.awaitEnd("before");
    assertThat(controller.logged()).doesNotContain("DEBUG");

    configure(DEBUG.controller("workers", "3"));
    User.await(() -> controller.logged().contains("The configuration has changed: logging.level"));
    user.runs("after", "succeed");
    user.awaitEnd("after");
    assertThat(controller.logged())
        .contains("DEBUG Transcript: CreateChild")
        .contains("Not in force until a restart, the former values hold: ")
        .contains("controller.workers");
    Scrape scrape = Scrape.of(controller.metricsPort());
    assertThat(scrape.sum("workflowexecution_configuration_pending_restart")).isPositive();

    configure(DEBUG.controller("workers", "many"));
    User.await(
        () ->
            Scrape.of(controller.metricsPort()).sum("workflowexecution_configuration_valid") == 0);
    assertThat(controller.logged())
        .contains("controller.workers: expected a whole number from 1 to 256, found \"many\"");
  }

  @Test
  void neitherAParameterNorATokenIsEverTold() throws Exception {
    User.await(() -> controller.logged().contains("starting"));
    configure(Settings.ELECTED.and("logging: {level: trace}"));
    User.await(() -> controller.logged().contains("logging.level"));
    user.runs("succeeds", "succeeds", "succeed", UNDECLARED);
    user.runs("fails", "fails", "exit=3", UNDECLARED);
    user.runs("lost", "lost", "run", UNDECLARED);
    user.runs("refused", "refused", "succeed", UNDECLARED + "\n  clusterID: elsewhere");
    user.awaitPhase("lost", "Running");
    user.cancels("lost", "enough");
    List<String> names = List.of("succeeds", "fails", "lost", "refused");
    String statuses =
        names.stream().map(n -> user.awaitEnd(n).status().toString()).collect(Collectors.joining());
    user.awaitNothingLeft();
    user.deletes("fails");
    user.awaitGone("fails");

    Path audit = ControllerProcess.audit(cluster);
    User.await(() -> Files.readString(audit).contains("workflow.failed"));
    assertUntold("log", controller.logged(), "TRACE");
    assertUntold("status", statuses, "failureDetails");
    assertUntold("audit", Files.readString(audit), "workflow.completed");
    assertUntold("metrics", Scrape.of(controller.metricsPort()).text(), "workflowexecution_");
    assertUntold("events", events(), "WorkflowCompleted");
    assertUntold("leases", user.leases().toString(), "[");
  }

  private String events() {
    return cluster.api().list(ResourceType.EVENTS.all()).toOptional().orElseThrow().items().stream()
        .filter(
            event -> Json.string(event, "source", "component").orElse("").equals("we-controller"))
        .map(JsonObject::toString)
        .collect(Collectors.joining("\n"));
  }

  private void assertUntold(String where, String text, String butThis) {
    assertThat(text).as(where).contains(butThis).doesNotContain(SECRET).doesNotContain(token);
  }
}
