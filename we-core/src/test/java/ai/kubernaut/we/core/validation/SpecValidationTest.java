package ai.kubernaut.we.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.Dependencies;
import ai.kubernaut.we.api.Dependencies.Dependency;
import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpecValidationTest {

  private static final String TARGET = "default/deployment/my-app";
  private static final String DIGEST = "sha256:" + "0".repeat(64);

  private static WorkflowExecutionSpec spec() {
    return workflow(w -> w);
  }

  private static WorkflowExecutionSpec workflow(UnaryOperator<WorkflowRef.Builder> change) {
    return WorkflowExecutionSpec.of(
        TARGET, change.apply(WorkflowRef.builder("restart", "1", "registry/a:1")).build());
  }

  private static WorkflowExecutionSpec bundle(String bundle, String digest) {
    return WorkflowExecutionSpec.of(
        TARGET, WorkflowRef.builder("restart", "1", bundle).digest(digest).build());
  }

  private static WorkflowExecutionSpec needs(List<Dependency> secrets, List<Dependency> maps) {
    return workflow(w -> w.dependencies(new Dependencies(secrets, maps)));
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        problem(
            "a target without a name",
            WorkflowExecutionSpec.of("deployment", spec().workflowRef()),
            "spec.targetResource: \"deployment\" names no resource; write namespace/kind/name, or"
                + " kind/name for a cluster-scoped resource"),
        problem(
            "no workflow",
            WorkflowExecutionSpec.of(TARGET, WorkflowRef.of(" ", "1", "a")),
            "spec.workflowRef.workflowId: it is empty; name it"),
        problem(
            "no version",
            WorkflowExecutionSpec.of(TARGET, WorkflowRef.of("restart", "", "a")),
            "spec.workflowRef.version: it is empty; name it"),
        problem(
            "no bundle",
            WorkflowExecutionSpec.of(TARGET, WorkflowRef.of("restart", "1", "")),
            "spec.workflowRef.executionBundle: \"\" is not an OCI reference; write"
                + " registry/repository:tag or registry/repository@sha256:..."),
        problem(
            "half a digest",
            bundle("a", "sha256:12"),
            "spec.workflowRef.executionBundleDigest: \"sha256:12\" is not a digest; write sha256:"
                + " and 64 hex digits"),
        problem(
            "two digests",
            bundle("a@sha256:" + "1".repeat(64), DIGEST),
            "spec.workflowRef.executionBundleDigest: it differs from the digest that"
                + " executionBundle names; let both name one digest, or leave one out"),
        problem(
            "a service account that cannot exist",
            workflow(w -> w.serviceAccount("My Account")),
            "spec.workflowRef.serviceAccountName: \"My Account\" cannot be the name of an object;"
                + " use lower-case letters, digits, '-' and '.'"),
        problem(
            "a secret that cannot exist",
            needs(List.of(new Dependency("")), List.of()),
            "spec.workflowRef.dependencies.secrets: \"\" cannot be the name of an object; use"
                + " lower-case letters, digits, '-' and '.'"),
        problem(
            "a config map with too long a name",
            needs(List.of(), List.of(new Dependency("a".repeat(254)))),
            "spec.workflowRef.dependencies.configMaps: \""
                + "a".repeat(254)
                + "\" cannot be the"
                + " name of an object; use lower-case letters, digits, '-' and '.'"),
        problem(
            "a secret that is listed twice",
            needs(List.of(new Dependency("a"), new Dependency("a")), List.of()),
            "spec.workflowRef.dependencies.secrets: \"a\" is listed twice; list each name once"),
        problem(
            "a parameter that begins with a digit",
            spec().withParameters(Map.of("1st", "x")),
            "spec.parameters: \"1st\" cannot be the name of a parameter; use letters, digits and"
                + " underscores, and begin with no digit"),
        problem(
            "a parameter with a dash",
            spec().withParameters(Map.of("a-b", "x")),
            "spec.parameters: \"a-b\" cannot be the name of a parameter; use letters, digits and"
                + " underscores, and begin with no digit"),
        problem(
            "a parameter that no environment can carry",
            spec().withParameters(Map.of("a", "\0")),
            "spec.parameters.a: its value contains a NUL character, which no environment can carry;"
                + " encode the value, for example as base64"),
        problem(
            "a timeout that is none",
            spec().withTimeout("1 hour"),
            "spec.executionConfig.timeout: \"1 hour\" is not a duration above zero; write a Go"
                + " duration such as 90s, 15m or 1h30m"),
        problem(
            "a timeout of nothing",
            spec().withTimeout("0"),
            "spec.executionConfig.timeout: \"0\" is not a duration above zero; write a Go duration"
                + " such as 90s, 15m or 1h30m"),
        problem(
            "a timeout in the past",
            spec().withTimeout("-5m"),
            "spec.executionConfig.timeout: \"-5m\" is not a duration above zero; write a Go"
                + " duration such as 90s, 15m or 1h30m"),
        problem(
            "another cluster",
            spec().withClusterID("west"),
            "spec.clusterID: \"west\" is not the cluster that this controller acts on (\"east\");"
                + " create the execution in that cluster, or set controller.clusterID"));
  }

  private static Arguments problem(String sentence, WorkflowExecutionSpec spec, String problem) {
    return Arguments.of(sentence, spec, problem);
  }

  @ParameterizedTest(name = "{0} is a problem")
  @MethodSource("problems")
  void namesTheFieldAndTheRemedy(String sentence, WorkflowExecutionSpec spec, String problem) {
    assertThat(SpecValidation.check(spec, Optional.of("east")))
        .as(sentence)
        .extracting(Problem::toString)
        .containsExactly(problem);
  }

  static Stream<Arguments> fit() {
    return Stream.of(
        Arguments.of("what every execution needs", spec()),
        Arguments.of(
            "a cluster-scoped target", WorkflowExecutionSpec.of("node/a", spec().workflowRef())),
        Arguments.of("this cluster", spec().withClusterID("east")),
        Arguments.of("no particular cluster", spec().withClusterID("")),
        Arguments.of("a digest beside the bundle", bundle("a", DIGEST)),
        Arguments.of("one digest twice", bundle("a@" + DIGEST, DIGEST)),
        Arguments.of("an empty digest", bundle("a", "")),
        Arguments.of("an empty service account", workflow(w -> w.serviceAccount(""))),
        Arguments.of("a parameter without a value", spec().withParameters(Map.of("_a1", ""))),
        Arguments.of("a reserved parameter", spec().withParameters(Map.of("TARGET_RESOURCE", "x"))),
        Arguments.of("a timeout", spec().withTimeout("1h30m")),
        Arguments.of(
            "a secret and a config map of one name",
            needs(List.of(new Dependency("a.b")), List.of(new Dependency("a.b")))));
  }

  @ParameterizedTest(name = "{0} may run")
  @MethodSource("fit")
  void findsNothingWrongWith(String sentence, WorkflowExecutionSpec spec) {
    assertThat(SpecValidation.check(spec, Optional.of("east"))).as(sentence).isEmpty();
  }

  @Test
  void refusesANamedClusterWhereNoneIsConfigured() {
    assertThat(SpecValidation.check(spec().withClusterID("west"), Optional.empty()))
        .extracting(Problem::message)
        .containsExactly(
            "\"west\" is not the cluster that this controller acts on (none is configured)");
  }

  @Test
  void namesEveryProblemInTheOrderOfTheFields() {
    WorkflowExecutionSpec spec =
        WorkflowExecutionSpec.of("x", WorkflowRef.of("", "", "")).withTimeout("x");

    assertThat(SpecValidation.check(spec, Optional.empty()))
        .extracting(Problem::field)
        .containsExactly(
            "spec.targetResource",
            "spec.workflowRef.workflowId",
            "spec.workflowRef.version",
            "spec.workflowRef.executionBundle",
            "spec.executionConfig.timeout");
  }
}
