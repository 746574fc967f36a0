package ai.kubernaut.we.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    List<String> tests;
    try (Stream<Path> files = Files.walk(ROOT, 15)) {
      tests =
          files
              .filter(file -> file.toString().contains("src/test/java"))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
    }
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
  void everyLinkLeadsToAFile(Path document) {
    assertThat(found(LINK, document).map(link -> link.replaceAll("^..|[#)].*$", "")))
        .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
  }
}
