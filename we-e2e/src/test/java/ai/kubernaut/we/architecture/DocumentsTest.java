package ai.kubernaut.we.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(Test|IT|E2E))\\b");
  private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w*(?:Test|IT|E2E))\\.(\\w+)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              docs, Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Stream<String> found(Pattern pattern, Path document) {
    try {
      return pattern.matcher(Files.readString(document)).results().map(MatchResult::group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Set<String> tests = sources().keySet();
    List<String> named =
        documents().stream()
            .flatMap(document -> found(TEST, document))
            .map(name -> name.substring(1))
            .distinct()
            .toList();
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(tests).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyTestMethodThatIsNamedExists(Path document) throws IOException {
    Map<String, String> sources = sources();
    METHOD
        .matcher(Files.readString(document))
        .results()
        .forEach(
            named ->
                assertThat(sources.getOrDefault(named.group(1), ""))
                    .as(named.group())
                    .containsPattern(
                        "@(Test|ParameterizedTest)[^;]*? void " + named.group(2) + "\\("));
  }

  /** What cannot be shown has no place in that document. */
  @Test
  void everyFaultOfAnApiServerIsShownByATest() throws IOException {
    List<String> rows =
        Files.readAllLines(ROOT.resolve("docs/api-server-faults.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| failure "))
            .toList();
    assertThat(rows)
        .hasSizeGreaterThan(40)
        .allSatisfy(row -> assertThat(row.split("\\|", -1)[3]).containsPattern(METHOD));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT, 15)) {
      for (Path file : files.filter(f -> f.toString().contains("src/test/java")).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java")) {
          sources.put(name.replace(".java", ""), Files.readString(file));
        }
      }
    }
    return sources;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(Path document) {
    assertThat(found(LINK, document).map(link -> link.replaceAll("^..|[#)].*$", "")))
        .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
  }
}
