package ai.kubernaut.we.controller.it;

import static ai.kubernaut.we.api.Names.CLEARED_AT_ANNOTATION;
import static ai.kubernaut.we.api.Names.CLEARED_BY_ANNOTATION;
import static ai.kubernaut.we.api.Names.CLEAR_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.BlockClearance;
import ai.kubernaut.we.api.ConditionType;
import ai.kubernaut.we.api.WorkflowExecution;
import ai.kubernaut.we.controller.Controller;
import ai.kubernaut.we.controller.Manifests;
import ai.kubernaut.we.controller.config.Configuration;
import ai.kubernaut.we.controller.webhook.WebhookServer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.Deletion;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.envtest.RealApiServer;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clearances through a real API server, which asks the webhook; the controller follows them. */
class WebhookIT {

  private static final ResourceType REGISTRATIONS =
      new ResourceType(
          "admissionregistration.k8s.io",
          "v1",
          "mutatingwebhookconfigurations",
          "MutatingWebhookConfiguration",
          false);

  @TempDir private static Path directory;

  private static TestCluster cluster;
  private static WebhookServer webhook;
  private static Controller controller;
  private static Life life;
  private static KubernetesApi alice;

  @BeforeAll
  static void start() throws Exception {
    Assumptions.assumeTrue(
        RealApiServer.assetsFromEnvironment().isPresent(), "there is no real API server");
    cluster = TestCluster.start();
    life = new Life(cluster.api());
    alice = cluster.as("alice");
    register(serve());
    controller = Controller.create(cluster.controllerConnection(), configuration(), "test");
    controller.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      controller.close();
      webhook.close();
      cluster.close();
    }
  }

  private static Configuration configuration() throws Exception {
    return Configuration.parse(
        "test",
        """
        controller:
          metricsAddr: 127.0.0.1:0
          healthProbeAddr: 127.0.0.1:0
          leaderElection: false
        clearance: {enabled: true}
        audit: {sink: file, file: '%s'}
        """
            .formatted(directory.resolve("audit.jsonl")));
  }

  /** Gives what the webhook's certificate is signed with. */
  private static String serve() throws IOException {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate held =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .build();
    webhook =
        WebhookServer.listen(
            "127.0.0.1:0",
            Files.writeString(directory.resolve("tls.crt"), held.certificatePem()),
            Files.writeString(directory.resolve("tls.key"), held.privateKeyPkcs8Pem()),
            InstantSource.system());
    return authority.certificatePem();
  }

  /** As shipped, but for the way to it: there is no network of pods here. */
  private static void register(String authority) {
    JsonObject registration =
        YamlJson.documents(Manifests.webhook("kubernaut-system", Optional.of(authority))).stream()
            .map(JsonElement::getAsJsonObject)
            .filter(m -> Json.string(m, "kind").orElse("").equals(REGISTRATIONS.kind()))
            .findFirst()
            .orElseThrow();
    JsonObject client =
        Json.objects(registration, "webhooks").get(0).getAsJsonObject("clientConfig");
    client.remove("service");
    client.addProperty("url", "https://127.0.0.1:" + webhook.port() + WebhookServer.PATH);
    JsonObject unused =
        cluster.api().create(REGISTRATIONS, "", registration).toOptional().orElseThrow();
    Life.await(() -> create("probe", Map.of(CLEARED_BY_ANNOTATION, "nobody")).isPresent());
  }

  /** Creates an execution that fails at once; gives why the server refuses it. */
  private static Optional<String> create(String name, Map<String, String> annotations) {
    JsonObject execution =
        YamlJson.documents(
                """
                apiVersion: kubernaut.ai/v1alpha1
                kind: WorkflowExecution
                metadata: {name: %s, namespace: default, annotations: {}}
                spec:
                  targetResource: default/deployment/%s
                  clusterID: another-cluster
                  workflowRef: {workflowId: w, version: "1", executionBundle: "registry/w:1"}
                """
                    .formatted(name, name))
            .get(0)
            .getAsJsonObject();
    annotations.forEach(
        Json.object(execution, "metadata", "annotations").orElseThrow()::addProperty);
    return alice.create(Life.EXECUTIONS, "default", execution).failure().map(ApiError::message);
  }

  private static WorkflowExecution failed(String name) {
    assertThat(create(name, Map.of())).isEmpty();
    return life.awaitPhase(name, "Failed");
  }

  private static Optional<String> annotate(String name, Map<String, JsonElement> values) {
    JsonObject annotations = new JsonObject();
    values.forEach(annotations::add);
    JsonObject metadata = new JsonObject();
    metadata.add("annotations", annotations);
    JsonObject patch = new JsonObject();
    patch.add("metadata", metadata);
    ResourceRef ref = Life.EXECUTIONS.named("default", name);
    return alice.mergePatch(ref, patch).failure().map(ApiError::message);
  }

  private static Optional<String> annotate(String name, String annotation, String value) {
    return annotate(name, Map.of(annotation, new JsonPrimitive(value)));
  }

  private static Map<String, String> annotations(String name) {
    return life.execution(name).orElseThrow().metadata().annotations();
  }

  private static List<String> auditOf(String uid) throws IOException {
    return Files.readAllLines(directory.resolve("audit.jsonl")).stream()
        .filter(line -> line.contains(uid))
        .toList();
  }

  @Test
  void aClearanceIsStampedCopiedAndTold() throws IOException {
    WorkflowExecution before = failed("cleared");
    Life.await(() -> life.isTrue("cleared", ConditionType.AUDIT_RECORDED));
    assertThat(annotate("cleared", CLEAR_ANNOTATION, "looked at it")).isEmpty();

    assertThat(annotations("cleared"))
        .containsEntry(CLEARED_BY_ANNOTATION, "alice")
        .containsKey(CLEARED_AT_ANNOTATION);
    Life.await(() -> life.execution("cleared").orElseThrow().status().blockClearance().isPresent());
    BlockClearance clearance =
        life.execution("cleared").orElseThrow().status().blockClearance().orElseThrow();
    assertThat(clearance.clearedBy()).isEqualTo("alice");
    assertThat(clearance.clearReason()).isEqualTo("looked at it");
    assertThat(clearance.clearMethod()).isEqualTo("Annotation");
    assertThat(clearance.clearedAt().orElseThrow())
        .isEqualTo(annotations("cleared").get(CLEARED_AT_ANNOTATION));

    Life.await(() -> life.isTrue("cleared", ConditionType.AUDIT_RECORDED));
    assertThat(auditOf(before.metadata().uid()))
        .hasSize(2)
        .last()
        .asString()
        .contains("workflowexecution.block.cleared")
        .contains("\"actor_id\":\"alice\"");
    WorkflowExecution after = life.execution("cleared").orElseThrow();
    assertThat(after.phase()).isEqualTo(before.phase());
    assertThat(after.status().completionTime()).isEqualTo(before.status().completionTime());
    assertThat(after.status().failureDetails()).isEqualTo(before.status().failureDetails());
  }

  @Test
  void aClearanceNeedsAReason() {
    failed("unreasoned");

    assertThat(annotate("unreasoned", CLEAR_ANNOTATION, "  ").orElse(""))
        .contains("denied the request")
        .contains("say in " + CLEAR_ANNOTATION);
  }

  @Test
  void nobodyForgesAltersOrTakesBackAStamp() {
    failed("forged");
    assertThat(annotate("forged", CLEARED_BY_ANNOTATION, "bob")).isPresent();
    assertThat(
            annotate(
                "forged",
                Map.of(
                    CLEAR_ANNOTATION, new JsonPrimitive("why"),
                    CLEARED_BY_ANNOTATION, new JsonPrimitive("bob"),
                    CLEARED_AT_ANNOTATION, new JsonPrimitive("2026-01-01T00:00:00Z"))))
        .isPresent();
    assertThat(annotate("forged", CLEAR_ANNOTATION, "looked at it")).isEmpty();
    Map<String, String> stamped = annotations("forged");

    assertThat(annotate("forged", CLEARED_BY_ANNOTATION, "bob")).isPresent();
    assertThat(annotate("forged", CLEARED_AT_ANNOTATION, "2020-01-01T00:00:00Z")).isPresent();
    assertThat(annotate("forged", CLEAR_ANNOTATION, "never mind")).isPresent();
    assertThat(annotate("forged", Map.of(CLEAR_ANNOTATION, JsonNull.INSTANCE))).isPresent();
    assertThat(annotate("forged", "team", "shop")).isEmpty();
    assertThat(annotations("forged")).containsAllEntriesOf(stamped);
  }

  @Test
  void aWriteOfTheStatusCarriesNoStamp() {
    failed("smuggled");
    JsonObject patch =
        YamlJson.documents(
                """
                metadata:
                  annotations:
                    %s: "looked at it"
                    %s: bob
                    %s: "2026-01-01T00:00:00Z"
                status: {executionEngine: job}
                """
                    .formatted(CLEAR_ANNOTATION, CLEARED_BY_ANNOTATION, CLEARED_AT_ANNOTATION))
            .get(0)
            .getAsJsonObject();
    JsonObject unused =
        cluster
            .api()
            .patchStatus(Life.EXECUTIONS.named("default", "smuggled"), patch)
            .toOptional()
            .orElseThrow();

    assertThat(life.execution("smuggled").orElseThrow().status().executionEngine()).contains("job");
    assertThat(annotations("smuggled")).isEmpty();
  }

  @Test
  void onlyWhatHasFailedIsCleared() {
    life.create("runs", "default/deployment/runs");
    life.awaitPhase("runs", "Running");

    assertThat(annotate("runs", CLEAR_ANNOTATION, "why").orElse(""))
        .contains("this one is Running");
    assertThat(create("born-cleared", Map.of(CLEAR_ANNOTATION, "why")).orElse(""))
        .contains("this one is new");
  }

  @Test
  void whileTheWebhookIsAwayNobodyClearsAndAllElseGoesOn() throws IOException {
    failed("unattended");
    webhook.close();
    try {
      assertThat(annotate("unattended", CLEAR_ANNOTATION, "why")).isPresent();
      if (cluster.matchesConditions()) {
        assertThat(annotate("unattended", "team", "shop")).isEmpty();
        failed("meanwhile");
      }
    } finally {
      deregister();
      register(serve());
    }
    assertThat(annotate("unattended", CLEAR_ANNOTATION, "why")).isEmpty();
  }

  private static void deregister() {
    ResourceRef ref = REGISTRATIONS.named("", "we-webhook");
    JsonObject found = cluster.api().get(ref).toOptional().orElseThrow();
    String uid = Json.string(found, "metadata", "uid").orElseThrow();
    assertThat(cluster.api().delete(ref, Deletion.background(uid)).failure()).isEmpty();
  }
}
