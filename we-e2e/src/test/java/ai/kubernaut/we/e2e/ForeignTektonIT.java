package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceRef;
import ai.kubernaut.we.kubernetes.ResourceType;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.testkit.tekton.TektonDefinitions;
import ai.kubernaut.we.testkit.tekton.TektonSimulator;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster that has Tekton's types before the suite comes: somebody works on them, or nobody. */
@SuppressWarnings("try") // A controller, or a Tekton, works while it is open.
class ForeignTektonIT {

  private static final String NAMESPACE = "tekton-pipelines";
  private static final ResourceType NAMESPACES =
      new ResourceType("", "v1", "namespaces", "Namespace", false);

  /** The types with an older version besides, and a webhook that does not answer. */
  private static final String CONVERSION =
      """
      strategy: Webhook
      webhook:
        conversionReviewVersions: [v1]
        clientConfig: {service: {name: tekton-pipelines-webhook, namespace: tekton-pipelines}}
      """;

  @TempDir Path directory;

  private static void installTypes(Cluster cluster, User user) {
    for (JsonElement document : YamlJson.documents(TektonDefinitions.yaml())) {
      JsonObject spec = document.getAsJsonObject().getAsJsonObject("spec");
      JsonArray versions = spec.getAsJsonArray("versions");
      if (Json.string(versions.get(0).getAsJsonObject(), "name").equals(Optional.of("v1"))) {
        JsonObject older = versions.get(0).getAsJsonObject().deepCopy();
        older.addProperty("name", "v1beta1");
        older.addProperty("storage", false);
        versions.add(older);
        spec.add("conversion", YamlJson.documents(CONVERSION).get(0));
      }
      user.has(Installation.DEFINITIONS, "", document.toString());
    }
    User.await("Tekton's types being served", cluster::hasTekton);
    user.has(NAMESPACES, "", "metadata: {name: " + NAMESPACE + "}");
  }

  private static void holdsLease(User user, String name, Instant renewed) {
    user.create(
        ResourceType.LEASES,
        NAMESPACE,
        """
        metadata: {name: %s}
        spec: {holderIdentity: tekton-pipelines-controller-0, renewTime: "%s"}
        """
            .formatted(name, renewed.toString().replaceFirst("(\\.\\d+)?Z$", ".000000Z")));
  }

  private static boolean works(Cluster cluster) {
    return Installation.hasWorkingTekton(cluster.api(), Instant.now());
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource({
    "the controller has just renewed its lease, controller, 5, true",
    "the controller renewed its lease half a minute ago, controller, 30, true",
    "the controller has stopped, controller, 70, false",
    "only another part of Tekton works, webhook, 5, false",
  })
  void whoeverRenewsALeaseWorks(String sentence, String component, int ago, boolean expected) {
    try (Cluster cluster = Cluster.start(directory)) {
      User user = new User(cluster);
      String lease = "tekton-pipelines-" + component + ".pipelinerun.reconciler.00-of-01";
      installTypes(cluster, user);
      assertThat(works(cluster)).as("types alone").isFalse();
      holdsLease(user, lease, Instant.now().minusSeconds(ago));

      assertThat(works(cluster)).as(sentence).isEqualTo(expected);
    }
  }

  @Test
  void aLeaseWithoutTheTypesIsNoTekton() {
    try (Cluster cluster = Cluster.start(directory)) {
      User user = new User(cluster);
      user.has(NAMESPACES, "", "metadata: {name: " + NAMESPACE + "}");
      holdsLease(user, "tekton-pipelines-controller.00-of-01", Instant.now());

      assertThat(works(cluster)).isFalse();
    }
  }

  @Test
  void aTektonThatWorksIsGivenTheBundleAndLeftToItsWork() {
    try (Cluster cluster = Cluster.start(directory)) {
      User user = new User(cluster);
      installTypes(cluster, user);
      holdsLease(user, "tekton-pipelines-controller.00-of-01", Instant.now());
      cluster.addTekton();
      try (ControllerProcess unused = ControllerProcess.start(cluster)) {
        user.runs(Engine.TEKTON, "theirs", "theirs", "succeed", "");
        ResourceRef child =
            Engine.TEKTON.children().named(Cluster.EXECUTION_NAMESPACE, Freezer.child("theirs"));
        User.await(() -> user.found(child).filter(Engine::letGo).isPresent());

        assertThat(cluster.bundle()).matches("[0-9.]+:\\d+/restart:1\\.0");
        JsonObject run = user.found(child).orElseThrow();
        assertThat(Json.objects(run, "spec", "pipelineRef", "params"))
            .anyMatch(p -> Json.string(p, "value").equals(Optional.of(cluster.bundle())));
        assertThat(run.has("status")).isFalse();
      }
    }
  }

  /** It works outside of the suite, and knows of bundles what registries tell it. */
  @ParameterizedTest
  @CsvSource({"succeed after=100ms, Completed", "exit=3 after=100ms, Failed"})
  void aTektonThatWorksRunsThePipelineThatItIsGiven(String outcome, String phase) {
    try (Cluster cluster = Cluster.start(directory)) {
      User user = new User(cluster);
      installTypes(cluster, user);
      holdsLease(user, "tekton-pipelines-controller.00-of-01", Instant.now());
      cluster.addTekton();
      try (ControllerProcess unused = ControllerProcess.start(cluster);
          TektonSimulator theirs =
              TektonSimulator.start(cluster.connection().client(), new Resolver())) {
        user.runs(Engine.TEKTON, "served", "served", outcome, "");

        user.awaitPhase("served", phase);
        user.awaitNothingLeft();
      }
    }
  }

  @Test
  void whereNobodyWorksTheSuiteDoesAndOnlyForItsOwnExecutions() {
    try (Cluster cluster = Cluster.realOrEmbedded(directory)) {
      assumeThat(works(cluster)).as("a Tekton works here").isFalse();
      User user = new User(cluster);
      installTypes(cluster, user);
      ResourceRef other = Engine.TEKTON.children().named("default", "of-others");
      user.has(
          other.type(),
          "default",
          """
          apiVersion: tekton.dev/v1
          kind: PipelineRun
          metadata: {name: of-others}
          spec: {pipelineRef: {name: any}}
          """);
      cluster.addTekton();
      try (ControllerProcess unused = ControllerProcess.start(cluster)) {
        user.runs(Engine.TEKTON, "ours", "ours", "succeed", "");
        user.awaitPhase("ours", "Completed");
        user.awaitNothingLeft();

        assertThat(cluster.bundle()).isEqualTo("registry.example.com/restart:1.0");
        assertThat(user.found(other).orElseThrow().has("status")).isFalse();
      }
    }
  }
}
