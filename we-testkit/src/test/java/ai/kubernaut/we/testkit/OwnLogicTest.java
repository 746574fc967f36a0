package ai.kubernaut.we.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.core.plan.Effect;
import ai.kubernaut.we.core.plan.Observation;
import ai.kubernaut.we.core.plan.Plan;
import ai.kubernaut.we.testkit.model.ExecutionModel;
import ai.kubernaut.we.testkit.model.Logic;
import ai.kubernaut.we.testkit.model.Promise;
import ai.kubernaut.we.testkit.model.Scenario;
import ai.kubernaut.we.testkit.model.Subject;
import ai.kubernaut.we.testkit.model.search.Report;
import ai.kubernaut.we.testkit.model.search.Search;
import ai.kubernaut.we.testkit.model.search.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/model.md shows is compiled, and does what it says. */
class OwnLogicTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void findsAMistakeInDecisionsOfOnesOwn() {
    Logic eager =
        new Logic() {
          @Override
          public Plan plan(Observation o) {
            return o.execution().deleting() && !o.execution().metadata().finalizers().isEmpty()
                ? new Plan.Act(new Effect.RemoveFinalizer(), "nobody wants it any more")
                : Logic.CORE.plan(o);
          }
        };
    Scenario scenario = Scenario.of(1, Subject.of("a", "apps/Deployment/web", "job")).with(eager);
    Report report = Search.of(new ExecutionModel(scenario)).run();

    assertThat(report.trace()).isPresent();
    assertThat(report.exhausted()).isFalse();
  }

  @Test
  void keepsPromisesOfOnesOwn() {
    Promise small =
        world ->
            world.server().executions().items().size() <= 1
                ? Optional.empty()
                : Optional.of(new Violation("ONE", "there are two executions"));
    Scenario two =
        Scenario.of(
                0,
                Subject.of("a", "apps/Deployment/web", "job"),
                Subject.of("b", "apps/Deployment/web", "tekton"))
            .with(small);

    assertThat(
            Search.of(new ExecutionModel(two)).run().trace().orElseThrow().violation().invariant())
        .isEqualTo("ONE");
  }

  @Test
  void showsOnlyCodeThatIsCompiled() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/ai/kubernaut/we/testkit/OwnLogicTest.java"));
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("..", "docs", "model.md")))
            .results()
            .map(block -> words(block.group(1)))
            .toList();

    assertThat(blocks).hasSize(2);
    assertThat(blocks).allSatisfy(block -> assertThat(words(source)).contains(block));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
