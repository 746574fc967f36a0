package ai.kubernaut.we.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.FailureDetails;
import ai.kubernaut.we.api.FailureReason;
import ai.kubernaut.we.kubernetes.Json;
import ai.kubernaut.we.kubernetes.ResourceType;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a workflow is given on each engine: what its execution asks for, and nothing else. */
class InputsIT {

  private static final String POLICY =
      "policy: {serviceAccounts: {default: ['*']}, secrets: {default: ['*']}, configMaps: {default: ['*']}}";
  private static final List<ResourceType> NEEDED =
      List.of(
          new ResourceType("", "v1", "serviceaccounts", "ServiceAccount", true),
          User.SECRETS,
          User.CONFIG_MAPS);

  @TempDir static Path directory;

  private static Cluster cluster;
  private static User user;
  private static ControllerProcess controller;

  @BeforeAll
  static void start() {
    cluster = Cluster.withTekton(directory);
    user = new User(cluster);
    for (ResourceType type : NEEDED) {
      user.has(type, Cluster.EXECUTION_NAMESPACE, "metadata: {name: restart-needs}");
    }
    controller = ControllerProcess.start(cluster, Settings.QUICK.and(POLICY));
  }

  @AfterAll
  static void stop() {
    controller.close();
    cluster.close();
  }

  @AfterEach
  void leavesNothingBehind() {
    user.awaitNothingLeft();
  }

  private static void runs(Engine engine, String name, String parameters, String ref) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %s, namespace: default}
        spec:
          targetResource: default/deployment/%s
          parameters: {%s}
          executionConfig: {timeout: %s}
          workflowRef:
            workflowId: restart
            version: "1.0"
            executionBundle: %s
            executionEngine: %s
            %s
        """;
    String timeout = parameters.contains("after") ? "1m" : "5s";
    user.create(
        User.EXECUTIONS,
        "default",
        yaml.formatted(name, name, parameters, timeout, cluster.bundle(), engine.word(), ref));
  }

  /** The pod of an execution, while it runs. */
  private static JsonObject pod(String name) {
    user.awaitPod(Freezer.child(name));
    return user.pods().stream()
        .filter(pod -> Witness.child(pod).equals(Freezer.child(name)))
        .findFirst()
        .orElseThrow();
  }

  /** What the child of an execution hands to its workflow. */
  private static Map<String, String> handed(Engine engine, String name) {
    JsonObject child =
        user.found(engine.children().named(Cluster.EXECUTION_NAMESPACE, Freezer.child(name)))
            .orElseThrow();
    List<JsonObject> all =
        engine == Engine.TEKTON
            ? Json.objects(child, "spec", "params")
            : Json.objects(
                Json.objects(child, "spec", "template", "spec", "containers").get(0), "env");
    Map<String, String> handed = new TreeMap<>();
    for (JsonObject one : all) {
      handed.put(text(one, "name"), text(one, "value"));
    }
    return handed;
  }

  private static String text(JsonObject object, String... path) {
    return Json.string(object, path).orElse("");
  }

  @ParameterizedTest
  @EnumSource
  void theParametersAreTheDeclaredOnesAndTheTarget(Engine engine) {
    String name = "declared-" + engine.word();
    runs(
        engine,
        name,
        "OUTCOME: succeed after=2s, SHOWN: 'yes', HIDDEN: 'no', TARGET_RESOURCE: forged",
        "declaredParameterNames: {OUTCOME: true, SHOWN: true, HIDDEN: false}");
    pod(name);

    Map<String, String> handed = handed(engine, name);
    assertThat(handed)
        .containsEntry("SHOWN", "yes")
        .containsEntry("TARGET_RESOURCE", "default/deployment/" + name)
        .doesNotContainKey("HIDDEN");
    assertThat(handed).doesNotContainValue("forged");
    user.awaitPhase(name, "Completed");
  }

  @ParameterizedTest
  @EnumSource
  void whereNothingIsDeclaredAllParametersAreHanded(Engine engine) {
    String name = "undeclared-" + engine.word();
    runs(engine, name, "OUTCOME: succeed after=2s, SHOWN: 'yes'", "");
    pod(name);

    assertThat(handed(engine, name)).containsEntry("SHOWN", "yes");
    user.awaitPhase(name, "Completed");
  }

  @ParameterizedTest
  @EnumSource
  void itRunsUnderItsServiceAccount(Engine engine) {
    String name = "account-" + engine.word();
    runs(engine, name, "OUTCOME: succeed after=2s", "serviceAccountName: restart-needs");

    assertThat(text(pod(name), "spec", "serviceAccountName")).isEqualTo("restart-needs");
    assertThat(user.awaitPhase(name, "Completed").status().serviceAccountName())
        .contains("restart-needs");
  }

  @ParameterizedTest
  @EnumSource
  void itsDependenciesAreMounted(Engine engine) {
    String name = "mounts-" + engine.word();
    runs(
        engine,
        name,
        "OUTCOME: succeed after=2s",
        "dependencies: {secrets: [{name: restart-needs}], configMaps: [{name: restart-needs}]}");
    JsonObject pod = pod(name);

    assertThat(mountPath(pod, "secret", "secretName"))
        .isEqualTo(
            engine == Engine.TEKTON
                ? "/workspace/secret-restart-needs"
                : "/run/kubernaut/secrets/restart-needs");
    assertThat(mountPath(pod, "configMap", "name"))
        .isEqualTo(
            engine == Engine.TEKTON
                ? "/workspace/configmap-restart-needs"
                : "/run/kubernaut/configmaps/restart-needs");
    user.awaitPhase(name, "Completed");
  }

  /** Where the first container finds the volume that holds that source. */
  private static String mountPath(JsonObject pod, String kind, String field) {
    String volume =
        Json.objects(pod, "spec", "volumes").stream()
            .filter(v -> text(v, kind, field).equals("restart-needs"))
            .map(v -> text(v, "name"))
            .findFirst()
            .orElseThrow();
    return Json.objects(Json.objects(pod, "spec", "containers").get(0), "volumeMounts").stream()
        .filter(mount -> text(mount, "name").equals(volume))
        .filter(mount -> Json.bool(mount, "readOnly").orElse(false))
        .map(mount -> text(mount, "mountPath"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aDependencyThatIsMissingIsNamedAndNothingHasRun(Engine engine) {
    List<String> kinds = List.of("secrets", "configMaps");
    for (String kind : kinds) {
      String lacks = "dependencies: {" + kind + ": [{name: nowhere}]}";
      runs(engine, lacking(engine, kind), "OUTCOME: succeed", lacks);
    }

    for (String kind : kinds) {
      FailureDetails failure = user.awaitFailure(lacking(engine, kind));
      assertThat(failure.reason())
          .as(failure.message())
          .isEqualTo(FailureReason.CONFIGURATION_ERROR);
      assertThat(failure.message()).contains("\"nowhere\" not found");
      assertThat(failure.wasExecutionFailure()).isFalse();
    }
  }

  private static String lacking(Engine engine, String kind) {
    return "lacks-" + kind.toLowerCase(Locale.ROOT) + "-" + engine.word();
  }
}
