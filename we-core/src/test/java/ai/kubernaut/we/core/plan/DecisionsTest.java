package ai.kubernaut.we.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.WorkflowExecutionSpec;
import ai.kubernaut.we.api.WorkflowRef;
import ai.kubernaut.we.core.catalog.CatalogAnswer;
import ai.kubernaut.we.core.catalog.CatalogEntry;
import ai.kubernaut.we.core.fixture.AnExecution;
import ai.kubernaut.we.core.lock.Decision;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsTest {

  private static final String DIGEST = "sha256:" + "0".repeat(64);
  private static final String OTHER = "sha256:" + "1".repeat(64);
  private static final CatalogAnswer KNOWN =
      new CatalogAnswer.Known(
          new CatalogEntry(Optional.of("argo"), Optional.of(OTHER), Optional.of("of-catalog")));

  private static Decision decide(AnExecution execution) {
    return decide(execution, new CatalogAnswer.NotAsked()).orElseThrow();
  }

  private static Optional<Decision> decide(AnExecution execution, CatalogAnswer answer) {
    return Decisions.decide(execution.build(), answer, Settings.DEFAULTS);
  }

  private static AnExecution saying(String field, AnExecution execution) {
    return switch (field) {
      case "engine" -> execution.workflow(w -> w.engine("tekton"));
      case "digest" -> execution.workflow(w -> w.digest(DIGEST));
      case "service account" -> execution.workflow(w -> w.serviceAccount("runner"));
      default -> execution;
    };
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

  @Test
  void takesWhatIsLeftOpenFromTheCatalog() {
    Decision decided = decide(AnExecution.pending("x"), KNOWN).orElseThrow();

    assertThat(decided.engine()).isEqualTo("argo");
    assertThat(decided.digest()).contains(OTHER);
    assertThat(decided.serviceAccount()).contains("of-catalog");
  }

  @ParameterizedTest(name = "but for its {0}")
  @ValueSource(strings = {"engine", "digest", "service account"})
  void takesNothingFromTheCatalogThatTheSpecSays(String field) {
    Decision decided = decide(saying(field, AnExecution.pending("x")), KNOWN).orElseThrow();

    assertThat(decided.engine()).isEqualTo(field.equals("engine") ? "tekton" : "argo");
    assertThat(decided.digest()).contains(field.equals("digest") ? DIGEST : OTHER);
    assertThat(decided.serviceAccount())
        .contains(field.equals("service account") ? "runner" : "of-catalog");
  }

  @Test
  void takesTheStatusBeforeTheCatalog() {
    AnExecution execution =
        AnExecution.pending("x")
            .status(s -> s.executionEngine("tekton").serviceAccountName(Optional.of("runner")));
    Decision decided = decide(execution, KNOWN).orElseThrow();

    assertThat(decided.engine()).isEqualTo("tekton");
    assertThat(decided.serviceAccount()).contains("runner");
  }

  @Test
  void takesTheDefaultWhereTheCatalogSaysNothing() {
    CatalogAnswer silent =
        new CatalogAnswer.Known(
            new CatalogEntry(Optional.empty(), Optional.empty(), Optional.empty()));

    assertThat(decide(AnExecution.pending("x"), silent)).contains(decide(AnExecution.pending("x")));
    assertThat(decide(AnExecution.pending("x"), new CatalogAnswer.NoSuchWorkflow()))
        .contains(decide(AnExecution.pending("x")));
  }

  @Test
  void guessesNothingWhileTheCatalogHasYetToAnswer() {
    assertThat(decide(AnExecution.pending("x"), new CatalogAnswer.Asked())).isEmpty();
    assertThat(decide(AnExecution.pending("x"), new CatalogAnswer.Unavailable("503"))).isEmpty();
    assertThat(decide(AnExecution.pending("x"), new CatalogAnswer.Unusable("odd"))).isEmpty();
  }

  @Test
  void asksTheCatalogOnlyWhereSomethingIsLeftOpen() {
    AnExecution all =
        AnExecution.pending("x")
            .workflow(w -> w.engine("job").digest(DIGEST).serviceAccount("runner"));
    AnExecution open = AnExecution.pending("x").workflow(w -> w.engine("job").digest(DIGEST));
    AnExecution inStatus =
        open.status(s -> s.executionEngine("job").serviceAccountName(Optional.of("runner")));

    assertThat(Decisions.question(all.build())).isEmpty();
    assertThat(Decisions.question(inStatus.build())).isEmpty();
    assertThat(Decisions.question(AnExecution.pending("x").build())).contains("restart");
    assertThat(Decisions.question(AnExecution.pending("x").withoutSpec().build())).isEmpty();
  }

  @ParameterizedTest(name = "but for its {0}")
  @ValueSource(strings = {"engine", "digest", "service account"})
  void asksTheCatalogWhereOneThingIsMissing(String missing) {
    AnExecution execution =
        AnExecution.pending("x")
            .workflow(
                w -> {
                  if (!missing.equals("engine")) {
                    w.engine("job");
                  }
                  if (!missing.equals("digest")) {
                    w.digest(DIGEST);
                  }
                  return missing.equals("service account") ? w : w.serviceAccount("runner");
                });

    assertThat(Decisions.question(execution.build())).contains("restart");
  }

  @Test
  void contradictsWhereTheBundleNamesAnotherDigestThanTheCatalog() {
    AnExecution pinned =
        AnExecution.pending("x")
            .spec(
                s ->
                    WorkflowExecutionSpec.of(
                        s.targetResource(), WorkflowRef.of("w", "1", "a@" + DIGEST)));
    AnExecution given = AnExecution.pending("x").workflow(w -> w.digest(DIGEST));

    assertThat(Decisions.contradiction(pinned.build(), KNOWN)).isPresent();
    assertThat(Decisions.contradiction(given.build(), KNOWN)).isEmpty();
    assertThat(Decisions.contradiction(AnExecution.pending("x").build(), KNOWN)).isEmpty();
    assertThat(Decisions.contradiction(pinned.build(), new CatalogAnswer.NotAsked())).isEmpty();
    assertThat(Decisions.contradiction(given.build(), new CatalogAnswer.Unusable("odd")))
        .contains("odd");
  }
}
