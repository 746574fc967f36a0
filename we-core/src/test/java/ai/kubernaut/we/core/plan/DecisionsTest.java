package ai.kubernaut.we.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.lock.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {

  private static final String DIGEST = "sha256:" + "0".repeat(64);

  private static Decision decide(AnExecution execution) {
    return Decisions.decide(execution.build(), Settings.DEFAULTS);
  }

  @ParameterizedTest(name = "spec \"{0}\", status \"{1}\": {2}")
  @CsvSource({
    "tekton, argo, tekton",
    "tekton, '', tekton",
    "'', tekton, tekton",
    "'', '', job",
    ", tekton, tekton",
    ", , job"
  })
  void takesTheEngineOfTheSpecElseOfTheStatusElseTheDefault(
      String spec, String status, String engine) {
    AnExecution execution =
        AnExecution.pending("x")
            .workflow(w -> Optional.ofNullable(spec).map(w::engine).orElse(w))
            .status(s -> Optional.ofNullable(status).map(s::executionEngine).orElse(s));

    assertThat(decide(execution).engine()).isEqualTo(engine);
  }

  @ParameterizedTest(name = "spec \"{0}\", status \"{1}\": {2}")
  @CsvSource({"a, b, a", "'', b, b", ", b, b", "a, , a", "'', '', "})
  void takesTheServiceAccountOfTheSpecElseOfTheStatus(
      String spec, String status, String serviceAccount) {
    AnExecution execution =
        AnExecution.pending("x")
            .workflow(w -> Optional.ofNullable(spec).map(w::serviceAccount).orElse(w))
            .status(s -> s.serviceAccountName(Optional.ofNullable(status)));

    assertThat(decide(execution).serviceAccount()).isEqualTo(Optional.ofNullable(serviceAccount));
  }

  @Test
  void takesTheDigestThatIsGivenElseTheOneOfTheBundle() {
    AnExecution given = AnExecution.pending("x").workflow(w -> w.digest(DIGEST));
    AnExecution empty = AnExecution.pending("x").workflow(w -> w.digest(""));
    AnExecution inBundle =
        AnExecution.pending("x")
            .spec(
                s ->
                    WorkflowExecutionSpec.of(
                        s.targetResource(), WorkflowRef.of("w", "1", "a@" + DIGEST)));

    assertThat(decide(given).digest()).contains(DIGEST);
    assertThat(decide(inBundle).digest()).contains(DIGEST);
    assertThat(decide(empty).digest()).isEmpty();
  }

  @Test
  void remembersTheSpecThatItWasDecidedFrom() {
    assertThat(decide(AnExecution.pending("x").generation(7)).generation()).isEqualTo(7);
    assertThat(decide(AnExecution.pending("x").withoutSpec()).engine()).isEqualTo("job");
  }
}
