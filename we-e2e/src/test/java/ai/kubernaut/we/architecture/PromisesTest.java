package ai.kubernaut.we.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of promises names tests that are there, that run the shipped jar, and on any server.
 */
class PromisesTest {

  private static final Path TESTS = Path.of("src", "test", "java", "ai", "kubernaut", "we", "e2e");
  private static final Pattern TEST = Pattern.compile("`(\\w+IT)\\.(\\w+)`");
  private static final Pattern ON_REAL_SERVER = Pattern.compile("-Dit\\.test='([^']+)'");

  /** Where another class of the suite starts cluster and controller for it. */
  private static final String DELEGATE = "CrashRun";

  private static List<String> rows;

  private record Named(String type, String method) {

    String source() {
      return read(TESTS.resolve(type + ".java"));
    }

    /** What starts cluster and controller. */
    String setting() {
      String own = source();
      return own.contains(DELEGATE) ? own + read(TESTS.resolve(DELEGATE + ".java")) : own;
    }
  }

  @BeforeAll
  static void readTable() {
    String table = read(Path.of("..", "docs", "promises.md")).split("\n## ", 2)[0];
    rows = table.lines().filter(line -> line.matches("\\| [a-zA-Z].*")).skip(1).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Named> named() {
    return rows.stream().flatMap(row -> TEST.matcher(row).results()).map(PromisesTest::of).toList();
  }

  private static Named of(MatchResult test) {
    return new Named(test.group(1), test.group(2));
  }

  @Test
  void everyPromiseNamesATestThatIsThere() {
    assertThat(rows).hasSizeGreaterThan(25).allMatch(row -> TEST.matcher(row).find());
    assertThat(named())
        .allSatisfy(test -> assertThat(test.source()).contains("\n  void " + test.method() + "("));
  }

  @Test
  void theControllerIsAlwaysAProcessOfItsOwn() {
    assertThat(named())
        .allSatisfy(
            test ->
                assertThat(test.setting())
                    .containsAnyOf("ControllerProcess.start(", "GuardedController.start(")
                    .doesNotContain("Controller.create("));
  }

  @Test
  void theServerIsWhicheverIsThere() {
    assertThat(named())
        .allSatisfy(
            test ->
                assertThat(test.setting())
                    .containsAnyOf("Cluster.realOrEmbedded(", "Cluster.withTekton(")
                    .doesNotContain("Cluster.start("));
  }

  @Test
  void everyOneRunsOnARealServerInCi() {
    Matcher list = ON_REAL_SERVER.matcher(read(Path.of("..", ".ci", "run")));
    assertThat(list.find()).isTrue();
    assertThat(Arrays.asList(list.group(1).split(",", -1)))
        .containsAll(named().stream().map(Named::type).distinct().toList());
  }
}
