package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.core.plan.Blockage;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an execution leaves open comes from the workflow catalog, and is never guessed. */
class CatalogIT {

  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final String WORKFLOWS =
      """
      workflowId: pinned
      executionEngine: job
      executionBundleDigest: %s
      serviceAccountName: runner
      ---
      workflowId: odd
      executionBundleDigest: latest
      ---
      workflowId: elsewhere
      executionEngine: argo-workflows
      """
          .formatted(DIGEST);

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;

  @TempDir Path own;
  private Path catalog;
  private ControllerProcess controller;

  @BeforeAll
  static void start() {
    cluster = Cluster.realOrEmbedded(directory);
    user = new User(cluster);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void noFileYet() {
    catalog = own.resolve("catalog.yaml");
  }

  @AfterEach
  void leavesNothingBehind() {
    user.awaitNothingLeft();
    controller.close();
  }

  private ControllerProcess controller() {
    return controller(
        """
        policy: {serviceAccounts: {default: [runner]}}
        catalog: {source: file, path: '%s'}
        """
            .formatted(catalog));
  }

  private static ControllerProcess controller(String more) {
    return ControllerProcess.start(
        cluster, Settings.QUICK.execution("defaultEngine", "nobody-has-it").and(more));
  }

  private void write(String yaml) throws IOException {
    assertThat(Files.writeString(catalog, yaml)).isNotEmptyFile();
  }

  private static void runs(String name, String workflow, String outcome) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %s, namespace: default}
        spec:
          targetResource: default/deployment/%s
          workflowRef:
            workflowId: %s
            version: "1.0"
            executionBundle: registry.example.com/restart:1.0
          parameters: {OUTCOME: %s}
        """;
    user.create(User.EXECUTIONS, "default", yaml.formatted(name, name, workflow, outcome));
  }

  private static JsonObject jobOf(String name) {
    WorkflowExecution running = user.awaitPhase(name, "Running");
    String child = running.status().executionRef().orElseThrow().name();
    return user.found(ResourceType.JOBS.named(Cluster.EXECUTION_NAMESPACE, child)).orElseThrow();
  }

  @Test
  void engineDigestAndServiceAccountAreThoseOfTheCatalog() throws Exception {
    write(WORKFLOWS);
    controller = controller();
    runs("pinned", "pinned", "succeed after=2s");
    JsonObject pod = Json.object(jobOf("pinned"), "spec", "template", "spec").orElseThrow();

    assertThat(Json.string(pod, "serviceAccountName")).contains("runner");
    assertThat(Json.string(Json.objects(pod, "containers").get(0), "image"))
        .contains("registry.example.com/restart:1.0@" + DIGEST);
    assertThat(user.awaitPhase("pinned", "Completed").status().serviceAccountName())
        .contains("runner");
  }

  @Test
  void theCatalogGivesNobodyAServiceAccountThatThePolicyDoesNotAllow() throws Exception {
    write(WORKFLOWS);
    controller = controller("catalog: {source: file, path: '%s'}".formatted(catalog));
    runs("gains-nothing", "pinned", "succeed");

    assertThat(user.awaitFailure("gains-nothing").reason()).isEqualTo(FailureReason.FORBIDDEN);
    assertThat(user.awaitFailure("gains-nothing").message()).contains("policy.serviceAccounts");
  }

  @Test
  void anEntryThatIsTakenAwayWhileItsExecutionRunsChangesNothing() throws Exception {
    write(WORKFLOWS);
    controller = controller();
    runs("kept", "pinned", "succeed after=3s");
    user.awaitPhase("kept", "Running");
    controller.close();
    write("# nothing");
    controller = controller();

    assertThat(user.awaitPhase("kept", "Completed").status().executionEngine()).contains("job");
  }

  @Test
  void anOutageIsWaitedFor() throws Exception {
    controller = controller();
    runs("patient", "pinned", "succeed");
    WorkflowExecution blocked = user.awaitBlocked("patient", Blockage.CATALOG_UNAVAILABLE);
    assertThat(blocked.status().blockedBy()).contains("workflow catalog");
    assertThat(user.leases()).isEmpty();
    write(WORKFLOWS);

    assertThat(user.awaitPhase("patient", "Completed").status().serviceAccountName())
        .contains("runner");
  }

  @Test
  void aServiceIsAskedOncePerWorkflowAndWaitedForWhileItIsInTrouble() throws Exception {
    String id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    List<String> asked = new CopyOnWriteArrayList<>();
    AtomicInteger status = new AtomicInteger(503);
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          byte[] workflow =
              "{\"workflowId\":\"%s\",\"executionEngine\":\"job\"}"
                  .formatted(id)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), workflow.length);
          exchange.getResponseBody().write(workflow);
          exchange.close();
        });
    service.start();
    try {
      controller =
          controller(
              """
              catalog: {source: datastorage}
              datastorage: {url: 'http://127.0.0.1:%d'}
              """
                  .formatted(service.getAddress().getPort()));
      runs("first", id, "succeed");
      WorkflowExecution blocked = user.awaitBlocked("first", Blockage.CATALOG_UNAVAILABLE);
      assertThat(blocked.status().condition(ConditionType.BLOCKED).orElseThrow().message())
          .contains("Data Storage answered 503");
      asked.clear();
      status.set(200);
      List<String> names = IntStream.range(0, 20).mapToObj(i -> "asks-" + i).toList();
      names.forEach(name -> runs(name, id, "succeed"));
      runs("no-uuid", "restart", "succeed");

      names.forEach(name -> user.awaitPhase(name, "Completed"));
      user.awaitPhase("first", "Completed");
      assertThat(user.awaitFailure("no-uuid").message()).contains("nobody-has-it");
      assertThat(asked).containsExactly("/api/v1/workflows/" + id);
    } finally {
      service.stop(0);
    }
  }

  @Test
  void whatCannotBeFollowedFailsBeforeAnythingIsCreated() throws Exception {
    write(WORKFLOWS);
    controller = controller();
    runs("odd", "odd", "succeed");
    runs("elsewhere", "elsewhere", "succeed");
    runs("unknown", "unknown", "succeed");
    FailureDetails odd = user.awaitFailure("odd");

    assertThat(odd.reason()).isEqualTo(FailureReason.CONFIGURATION_ERROR);
    assertThat(odd.message()).contains("executionBundleDigest: \"latest\" is no digest");
    assertThat(user.awaitFailure("elsewhere").message()).contains("argo-workflows");
    assertThat(user.awaitFailure("unknown").message()).contains("nobody-has-it");
  }
}
