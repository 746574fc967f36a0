package ai.kubernaut.we.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.testkit.model.search.Report;
import ai.kubernaut.we.testkit.model.search.Search;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every known mistake that can be made at this level is found by the search. */
class MutantTest {

  private static final Path ROOT = Path.of("..");
  private static final Path TABLE = ROOT.resolve("docs/mutants.md");
  private static final Pattern FOUND =
      Pattern.compile("^\\| ([-\\d, ]+) \\| (.+) \\| `(\\w+)` \\| (\\w+) \\| ", Pattern.MULTILINE);
  private static final Pattern ELSEWHERE =
      Pattern.compile("^\\| (\\d+) \\| [^`|]+ \\| ((?:`\\w+`(?:, )?)+) \\|$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final long BOUND = 150_000;

  /** One worker, so that it is always found after as many states. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void isFoundAsTheTableSays(Mistake mistake) throws IOException {
    Report report = Search.of(new ExecutionModel(mistake.scenario())).upTo(BOUND).workers(1).run();
    System.out.println(mistake.name() + ": " + report);
    assertThat(report.trace()).as(mistake.what()).isPresent();
    assertThat(Files.readString(TABLE)).contains(row(mistake, report));
  }

  private static String row(Mistake mistake, Report report) {
    return "| %s | %s | `%s` | %s | %,d |\n"
        .formatted(
            mistake.number() == 0 ? "-" : mistake.number(),
            mistake.what(),
            mistake.name(),
            report.trace().orElseThrow().violation().invariant(),
            report.states());
  }

  static Stream<Mistake> mistakes() {
    return Mistake.all().stream();
  }

  @Test
  void theTableNamesNoOtherMistakes() throws IOException {
    assertThat(FOUND.matcher(Files.readString(TABLE)).results().map(row -> row.group(3)))
        .containsExactlyElementsOf(Mistake.all().stream().map(Mistake::name).toList());
  }

  @Test
  void whatIsNotFoundHereIsCoveredByATestThatExists() throws IOException {
    List<MatchResult> rows = ELSEWHERE.matcher(Files.readString(TABLE)).results().toList();
    List<String> tests = testClasses();
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(tests)
                    .containsAll(
                        NAME.matcher(row.group(2)).results().map(name -> name.group(1)).toList()));
  }

  @Test
  void everyKnownMistakeIsInOneOfTheTables() throws IOException {
    String text = Files.readString(TABLE);
    Stream<Integer> here = Mistake.all().stream().map(Mistake::number).filter(n -> n != 0);
    Stream<Integer> elsewhere =
        ELSEWHERE.matcher(text).results().map(row -> Integer.valueOf(row.group(1)));
    assertThat(Stream.concat(here, elsewhere).distinct().sorted())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 32).boxed().toList());
  }

  private static List<String> testClasses() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(MutantTest::classes)
          .toList();
    }
  }

  private static Stream<String> classes(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
