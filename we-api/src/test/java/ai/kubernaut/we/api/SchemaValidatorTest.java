package ai.kubernaut.we.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The validator refuses what it should, so that its silence means something. */
class SchemaValidatorTest {

  private static final Map<String, Object> REF =
      Map.of("workflowId", "w", "version", "1", "executionBundle", "image");

  static final List<Arguments> INVALID =
      List.of(
          Arguments.of("no workflow", Map.of("spec", Map.of("targetResource", "a/b"))),
          Arguments.of("a number as text", spec("rationale", 5)),
          Arguments.of("a text as number", spec("confidence", "0.9")),
          Arguments.of("a time without zone", spec("timesOutAt", "2026-01-02T03:04:05")),
          Arguments.of("a number as parameter", spec("parameters", Map.of("A", 1))),
          Arguments.of("null where it is not allowed", spec("rationale", null)),
          Arguments.of("an unknown phase", Map.of("status", Map.of("phase", "Skipped"))),
          Arguments.of(
              "a fraction as integer", Map.of("status", Map.of("observedGeneration", 1.5))));

  private final SchemaValidator validator = new SchemaValidator(Crd.ours().schema());

  @ParameterizedTest(name = "{0}")
  @FieldSource("INVALID")
  void refuses(String what, Map<String, Object> value) {
    assertThat(validator.problems(value)).as(what).isNotEmpty();
  }

  @Test
  void acceptsTheLeastSpec() {
    assertThat(validator.problems(spec("rationale", "because"))).isEmpty();
  }

  private static Map<String, Object> spec(String field, Object value) {
    Map<String, Object> spec = new HashMap<>(Map.of("targetResource", "a/b", "workflowRef", REF));
    spec.put(field, value);
    return Map.of("spec", spec);
  }
}
