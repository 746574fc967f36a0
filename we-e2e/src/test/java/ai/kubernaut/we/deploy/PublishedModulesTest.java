package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a repository of artifacts wants to know of each of them. */
class PublishedModulesTest {

  private static final Pom PARENT = Pom.of("");

  /** Modules of every profile. */
  private static Stream<String> modules() {
    return PARENT.all("module").stream().map(module -> module.root().getTextContent());
  }

  private static boolean isPublished(String module) {
    return Pom.of(module).all("maven.deploy.skip").isEmpty();
  }

  static List<String> published() {
    return modules().filter(PublishedModulesTest::isPublished).toList();
  }

  @Test
  void testsAndBenchmarksStayHere() {
    assertThat(modules().filter(Predicate.not(PublishedModulesTest::isPublished)))
        .containsExactlyInAnyOrder("we-e2e", "we-bench");
  }

  @ParameterizedTest
  @MethodSource("published")
  void aModuleSaysWhatItIs(String module) {
    Pom pom = Pom.of(module);
    assertThat(pom.child("name").orElseThrow().content()).isNotBlank();
    assertThat(pom.child("description").orElseThrow().content()).endsWith(".");
    assertThat(pom.text("java.module.name"))
        .isEqualTo("ai.kubernaut." + module.replaceFirst("-", ".").replace('-', '.'));
  }

  @Test
  void theParentSaysWhoseItIsAndUnderWhichLicenceForAllOfThem() {
    assertThat(PARENT.all("license").get(0).text("name")).isEqualTo("Apache-2.0");
    assertThat(PARENT.all("developer")).isNotEmpty();
    assertThat(PARENT.child("url").orElseThrow().content()).startsWith("https://");
    assertThat(PARENT.map("scm")).containsOnlyKeys("connection", "developerConnection", "url");
    assertThat(PARENT.root().getAttribute("child.project.url.inherit.append.path"))
        .as("the address of a module is that of the project")
        .isEqualTo("false");
    assertThat(published()).allSatisfy(module -> assertThat(Pom.of(module).child("scm")).isEmpty());
  }

  @Test
  void theVersionIsSemantic() {
    assertThat(PARENT.child("version").orElseThrow().content())
        .matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(Kustomize.read(Path.of("..", "CHANGELOG.md")))
        .contains("## " + PARENT.child("version").orElseThrow().content().replace("-SNAPSHOT", ""));
  }
}
