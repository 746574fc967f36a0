package ai.kubernaut.we.core;

import static org.assertj.core.api.Assertions.assertThat;

import ai.kubernaut.we.api.TargetResource;
import com.example.remediation.Remediation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/embedding.md shows is what the example does. */
class EmbeddingTest {

  private static final Path EXAMPLE = Path.of("..", "examples", "embedding");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void showsOnlyCodeThatIsCompiled() throws IOException {
    String source =
        Files.readString(EXAMPLE.resolve("src/main/java/com/example/remediation/Remediation.java"));
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("..", "docs", "embedding.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(blocks).hasSizeGreaterThan(4);
    assertThat(blocks).allSatisfy(block -> assertThat(words(source)).contains(words(block)));
  }

  /** The build sets every version to one value, and so does the example. */
  @Test
  void namesTheVersionThatIsBuilt() throws IOException {
    String version =
        Pattern.compile("<version>(.*?)</version>")
            .matcher(Files.readString(Path.of("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group();

    assertThat(Files.readString(EXAMPLE.resolve("pom.xml"))).contains(version);
    assertThat(Files.readString(Path.of("..", "docs", "embedding.md"))).contains(version);
  }

  @Test
  void routes() {
    TargetResource target = TargetResource.parse("apps/Deployment/web").orElseThrow();

    assertThat(Remediation.route(target, "restart", List.of(), NOW)).isEqualTo("create it");
  }

  @Test
  void pausesLonger() {
    assertThat(Remediation.pause(4)).isEqualTo(Duration.ofMinutes(4));
  }

  @Test
  void namesLocks() {
    assertThat(Remediation.excludeEachOther("a/Deployment/b", "a/deployment/b")).isTrue();
    assertThat(Remediation.excludeEachOther("a/deployment/b", "a/deployment/c")).isFalse();
    assertThat(Remediation.excludeEachOther("nonsense", "nonsense")).isFalse();
  }

  @Test
  void namesTheCauseOfAFailure() {
    assertThat(Remediation.failure(137, "OOMKilled").reason()).hasToString("OOMKilled");
    assertThat(Remediation.failure(3, "Error").mayHaveRun()).isTrue();
  }

  @Test
  void plans() {
    assertThat(Remediation.firstStep(NOW))
        .isEqualTo("nothing of it may be left behind; then Pending");
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
