package ai.kubernaut.we.controller.it;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.CustomResourceDefinition;
import ai.kubernaut.we.core.validation.SpecValidation;
import ai.kubernaut.we.kubernetes.ApiAnswer;
import ai.kubernaut.we.kubernetes.ApiError;
import ai.kubernaut.we.kubernetes.KubernetesApi;
import ai.kubernaut.we.kubernetes.YamlJson;
import ai.kubernaut.we.kubernetes.resource.WorkflowExecutionCodec;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server refuses by the CRD alone, and that none of it could ever have run. */
class DefinitionRulesIT {

  private static TestCluster cluster;
  private static KubernetesApi api;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.start();
    api = cluster.api();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  /**
   * A limit of one field of the spec.
   *
   * @param most a value that is just within it
   * @param tooMuch one that is just beyond it
   * @param complaint what the server says, as a pattern
   */
  private record Limit(String path, JsonElement most, JsonElement tooMuch, String complaint) {

    static Limit length(String path, int most) {
      return new Limit(path, text("a".repeat(most)), text("a".repeat(most + 1)), number(most));
    }

    static Limit count(String path, int most, IntFunction<JsonElement> value) {
      return new Limit(path, value.apply(most), value.apply(most + 1), number(most));
    }

    /** A rule with that message. */
    static Limit rule(String path, JsonElement most, JsonElement tooMuch, String message) {
      return new Limit(path, most, tooMuch, message);
    }

    private static String number(int most) {
      return "\\b" + most + "\\b";
    }

    boolean isRule() {
      return messages().contains(complaint);
    }

    @Override
    public String toString() {
      return path + ": " + complaint;
    }
  }

  static Stream<Limit> limits() {
    String target = "a target is namespace/kind/name, or kind/name if it is cluster-scoped";
    String name = " is named by lower-case letters, digits, '-' and '.'";
    return Stream.of(
        Limit.rule("targetResource", text("node/a"), text("node"), target),
        Limit.rule("targetResource", text("a/b/c"), text("a/b/c/d"), target),
        Limit.rule("targetResource", text("a/b/c"), text("a//c"), target),
        Limit.rule("targetResource", text("a/b"), text("a/b/"), target),
        new Limit("targetResource", target(381), target(382), "\\b381\\b"),
        Limit.length("workflowRef.workflowId", 1024),
        Limit.length("workflowRef.version", 1024),
        Limit.length("workflowRef.executionBundle", 1024),
        Limit.length("workflowRef.executionEngine", 63),
        new Limit("workflowRef.executionBundleDigest", digest(256), digest(257), "\\b256\\b"),
        Limit.length("workflowRef.serviceAccountName", 253),
        Limit.rule(
            "workflowRef.serviceAccountName", text(""), text("Upper"), "a service account" + name),
        Limit.rule(
            "workflowRef.dependencies.secrets", secret("a.b-c"), secret("a_b"), "a Secret" + name),
        Limit.rule("workflowRef.dependencies.secrets", secret("a"), secret(""), "a Secret" + name),
        Limit.rule(
            "workflowRef.dependencies.configMaps",
            secret("a"),
            secret("../a"),
            "a ConfigMap" + name),
        Limit.rule(
            "workflowRef.dependencies.secrets",
            secret("a", "b"),
            secret("a", "b", "a"),
            "each Secret is listed once"),
        Limit.rule(
            "workflowRef.dependencies.configMaps",
            secret("a", "b"),
            secret("b", "b"),
            "each ConfigMap is listed once"),
        new Limit(
            "workflowRef.dependencies.secrets",
            secret("a".repeat(253)),
            secret("a".repeat(254)),
            "\\b253\\b"),
        new Limit(
            "workflowRef.dependencies.configMaps",
            secret("a".repeat(253)),
            secret("a".repeat(254)),
            "\\b253\\b"),
        Limit.count("workflowRef.dependencies.secrets", 64, DefinitionRulesIT::secrets),
        Limit.count("workflowRef.dependencies.configMaps", 64, DefinitionRulesIT::secrets),
        Limit.count("parameters", 256, DefinitionRulesIT::parameters),
        Limit.rule(
            "parameters",
            parameter("_a1", ""),
            parameter("1a", ""),
            "a parameter is named by letters, digits and underscores, and begins with no digit"),
        Limit.rule(
            "parameters",
            parameter("A_B", ""),
            parameter("A-B", ""),
            "a parameter is named by letters, digits and underscores, and begins with no digit"),
        Limit.rule(
            "parameters",
            parameter("a".repeat(253), ""),
            parameter("a".repeat(254), ""),
            "a parameter's name has at most 253 characters"),
        new Limit(
            "parameters",
            parameter("A", "a".repeat(131_072)),
            parameter("A", "a".repeat(131_073)),
            "spec.parameters.A"),
        new Limit(
            "executionConfig.timeout",
            text("0".repeat(62) + "9s"),
            text("0".repeat(63) + "9s"),
            "\\b64\\b"),
        Limit.length("clusterID", 1024));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void takesWhatIsWithinTheLimitAndRefusesWhatIsBeyond(Limit limit) {
    Assumptions.assumeTrue(cluster.runsRules() || !limit.isRule(), "this server drops CEL rules");
    assertThat(created(execution(limit.path(), limit.most()))).as("within").isEmpty();
    assertThat(created(execution(limit.path(), limit.tooMuch())))
        .as("beyond")
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.kind()).isEqualTo(ApiError.Kind.INVALID);
              assertThat(refused.message()).containsPattern(limit.complaint());
            });
  }

  @ParameterizedTest
  @MethodSource("limits")
  void whatIsRefusedCouldNotHaveRun(Limit limit) {
    assertThat(
            SpecValidation.check(
                WorkflowExecutionCodec.read(execution(limit.path(), limit.tooMuch()))
                    .spec()
                    .orElseThrow(),
                Optional.of("a".repeat(1025))))
        .isNotEmpty();
  }

  /** A change of a stored execution that must not be. */
  private record Step(String stored, String patch, boolean ofStatus, String message) {
    @Override
    public String toString() {
      return stored + " then " + patch;
    }
  }

  static Stream<Step> steps() {
    String immutable = "spec is immutable; delete the execution and create another";
    String terminal = "status.phase is final once it is Completed or Failed";
    String back = "status.phase cannot go back from Running to Pending";
    String reason = "status.failureDetails.reason is final";
    String failed =
        "{status: {phase: Failed, failureDetails: {reason: Cancelled, message: m, "
            + "failedAt: '2026-01-01T00:00:00Z', failedTaskIndex: 0, failedTaskName: t, "
            + "naturalLanguageSummary: s}}}";
    return Stream.of(
        new Step("{}", "{spec: {targetResource: b/c}}", false, immutable),
        new Step("{}", "{spec: {rationale: added}}", false, immutable),
        new Step("{}", "{spec: null}", false, immutable),
        new Step("{status: {phase: Completed}}", "{status: {phase: Running}}", true, terminal),
        new Step("{status: {phase: Completed}}", "{status: {phase: Failed}}", true, terminal),
        new Step("{status: {phase: Failed}}", "{status: {phase: Pending}}", true, terminal),
        new Step("{status: {phase: Failed}}", "{status: {phase: null}}", true, terminal),
        new Step("{status: {phase: Failed}}", "{status: null}", true, terminal),
        new Step("{status: {phase: Running}}", "{status: {phase: Pending}}", true, back),
        new Step("{status: {phase: Running}}", "{status: {phase: null}}", true, back),
        new Step("{status: {phase: Running}}", "{status: null}", true, back),
        new Step(failed, "{status: {failureDetails: {reason: TaskFailed}}}", true, reason),
        new Step(failed, "{status: {failureDetails: null}}", true, reason));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void refusesAStepBack(Step step) {
    Assumptions.assumeTrue(cluster.runsRules(), "this server drops CEL rules");
    String name = name();
    assertThat(api.create(Life.EXECUTIONS, "default", named(name)).failure()).isEmpty();
    assertThat(patched(name, step.stored(), true)).isEmpty();
    assertThat(patched(name, step.patch(), step.ofStatus()))
        .hasValueSatisfying(refused -> assertThat(refused.message()).contains(step.message()));
  }

  @Test
  void takesEveryStepForward() {
    for (String end : List.of("Completed", "Failed")) {
      String name = name();
      assertThat(api.create(Life.EXECUTIONS, "default", named(name)).failure()).isEmpty();
      for (String phase : List.of("Pending", "Pending", "Running", "Running", end, end)) {
        assertThat(patched(name, "{status: {phase: %s}}".formatted(phase), true)).isEmpty();
      }
      assertThat(patched(name, "{metadata: {labels: {a: b}}}", false)).isEmpty();
      assertThat(patched(name, "{status: {workflowName: kept}}", true)).isEmpty();
    }
  }

  @Test
  void everyRuleOfTheDefinitionIsTried() {
    Set<String> tried = new TreeSet<>();
    limits().map(Limit::complaint).filter(messages()::contains).forEach(tried::add);
    steps().map(Step::message).forEach(tried::add);
    assertThat(messages()).isEqualTo(tried);
  }

  /** The messages of all rules. */
  private static Set<String> messages() {
    Set<String> messages = new TreeSet<>();
    collect(YamlJson.documents(CustomResourceDefinition.yaml()).get(0), messages);
    return messages;
  }

  private static void collect(JsonElement node, Set<String> messages) {
    if (node.isJsonObject()) {
      JsonObject object = node.getAsJsonObject();
      if (object.has("rule")) {
        messages.add(object.get("message").getAsString());
      }
      object.asMap().values().forEach(child -> collect(child, messages));
    } else if (node.isJsonArray()) {
      node.getAsJsonArray().forEach(child -> collect(child, messages));
    }
  }

  private static Optional<ApiError> created(JsonObject execution) {
    return api.create(Life.EXECUTIONS, "default", execution).failure();
  }

  private static Optional<ApiError> patched(String name, String patch, boolean ofStatus) {
    JsonObject body = YamlJson.documents(patch).get(0).getAsJsonObject();
    ApiAnswer<JsonObject> answer =
        ofStatus
            ? api.patchStatus(Life.EXECUTIONS.named("default", name), body)
            : api.mergePatch(Life.EXECUTIONS.named("default", name), body);
    return answer.failure();
  }

  private static int names;

  private static synchronized String name() {
    return "rules-" + names++;
  }

  private static JsonObject named(String name) {
    String yaml =
        """
        apiVersion: kubernaut.ai/v1alpha1
        kind: WorkflowExecution
        metadata: {name: %s, namespace: default}
        spec:
          targetResource: default/deployment/my-app
          workflowRef:
            workflowId: restart
            version: "1"
            executionBundle: registry.example.com/restart:1
        """;
    return YamlJson.documents(yaml.formatted(name)).get(0).getAsJsonObject();
  }

  /** One with that value in its spec. */
  private static JsonObject execution(String path, JsonElement value) {
    JsonObject execution = named(name());
    JsonObject parent = execution.getAsJsonObject("spec");
    String[] steps = path.split("\\.");
    for (String step : List.of(steps).subList(0, steps.length - 1)) {
      if (!parent.has(step)) {
        parent.add(step, new JsonObject());
      }
      parent = parent.getAsJsonObject(step);
    }
    parent.add(steps[steps.length - 1], value);
    return execution;
  }

  private static JsonElement text(String text) {
    return new JsonPrimitive(text);
  }

  private static JsonElement target(int length) {
    return text("default/deployment/" + "a".repeat(length - 19));
  }

  private static JsonElement digest(int length) {
    return text("sha256:" + "0".repeat(length - 7));
  }

  private static JsonElement secret(String... names) {
    JsonArray list = new JsonArray();
    for (String name : names) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", name);
      list.add(entry);
    }
    return list;
  }

  private static JsonElement secrets(int count) {
    return secret(IntStream.range(0, count).mapToObj(n -> "s" + n).toArray(String[]::new));
  }

  private static JsonElement parameter(String name, String value) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty(name, value);
    return parameters;
  }

  private static JsonElement parameters(int count) {
    JsonObject parameters = new JsonObject();
    IntStream.range(0, count).forEach(n -> parameters.addProperty("P" + n, "value"));
    return parameters;
  }
}
