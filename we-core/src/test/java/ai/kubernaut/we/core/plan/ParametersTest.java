package ai.kubernaut.we.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParametersTest {

  private static final Map<String, String> GIVEN = Map.of("a", "1", "b", "2");

  static Stream<Arguments> declarations() {
    return Stream.of(
        Arguments.of("all pass where none is declared", Optional.empty(), GIVEN),
        Arguments.of("none passes of an empty declaration", Optional.of(Map.of()), Map.of()),
        Arguments.of(
            "only what is declared true passes",
            Optional.of(Map.of("a", true, "b", false)),
            Map.of("a", "1")),
        Arguments.of(
            "what is declared and not given stays absent",
            Optional.of(Map.of("b", true, "c", true)),
            Map.of("b", "2")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("declarations")
  void passesWhatTheWorkflowDeclares(
      String sentence, Optional<Map<String, Boolean>> declared, Map<String, String> passed) {
    assertThat(parameters(declared, GIVEN))
        .as(sentence)
        .containsEntry("TARGET_RESOURCE", "node/A")
        .hasSize(passed.size() + 1)
        .containsAllEntriesOf(passed);
  }

  static Stream<Optional<Map<String, Boolean>>> everyDeclaration() {
    return Stream.of(
        Optional.empty(),
        Optional.of(Map.of()),
        Optional.of(Map.of("TARGET_RESOURCE", true)),
        Optional.of(Map.of("TARGET_RESOURCE", false)));
  }

  @ParameterizedTest
  @MethodSource("everyDeclaration")
  void neverLetsTheTargetBeOverridden(Optional<Map<String, Boolean>> declared) {
    assertThat(parameters(declared, Map.of("TARGET_RESOURCE", "node/b")))
        .isEqualTo(Map.of("TARGET_RESOURCE", "node/A"));
  }

  private static Map<String, String> parameters(
      Optional<Map<String, Boolean>> declared, Map<String, String> given) {
    WorkflowRef.Builder workflow = WorkflowRef.builder("restart", "1", "a");
    WorkflowRef ref = declared.map(workflow::declaredParameters).orElse(workflow).build();
    return Parameters.of(WorkflowExecutionSpec.of("node/A", ref).withParameters(given));
  }
}
