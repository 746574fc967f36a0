package ai.kubernaut.we.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.model.search.Report;
import ai.kubernaut.we.testkit.model.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every known mistake that can be made at this level is found by the search. */
class MutantTest {

  private static final Path TABLE = Path.of("../docs/mutants.md");
  private static final long BOUND = 150_000;

  @ParameterizedTest
  @EnumSource
  void isFoundBySearch(Mutant mutant) {
    Report report = Search.upTo(BOUND, new ExecutionModel(mutant.scenario().with(mutant)));
    System.out.println(mutant + ": " + report);
    assertThat(report.trace()).as(mutant.what()).isPresent();
    assertThat(mutant.invariants()).contains(report.trace().get().violation().invariant());
  }

  @ParameterizedTest
  @EnumSource
  void isInTheTable(Mutant mutant) throws IOException {
    String number = mutant.mistake() == 0 ? "-" : Integer.toString(mutant.mistake());
    assertThat(Files.readString(TABLE))
        .contains("| %s | %s | `%s` |".formatted(number, mutant.what(), mutant));
  }
}
