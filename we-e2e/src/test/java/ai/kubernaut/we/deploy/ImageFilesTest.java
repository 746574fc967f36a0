package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the image is made of, as far as it can be told without building one. */
class ImageFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");
  private static final Pattern BUILD_FILE =
      Pattern.compile(
          ".*(Dockerfile|\\.ya?ml|pom\\.xml|\\.options|\\.tpl|\\.json|/train|/run|/demo)");
  private static final List<Pattern> ARCHITECTURES =
      List.of(
          Pattern.compile("\\b(amd64|x86_64|x64)\\b"), Pattern.compile("\\b(arm64|aarch64)\\b"));

  /** The Dockerfile's instructions, continued lines joined. */
  private static List<String> instructions() {
    return Kustomize.read(ROOT.resolve("deploy/image/Dockerfile"))
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static Stream<String> arguments(String instruction) {
    return instructions().stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1));
  }

  @Test
  void everyBaseImageIsAnInput() {
    assertThat(arguments("FROM"))
        .isNotEmpty()
        .allMatch(
            from ->
                from.matches("(--platform=\\$BUILDPLATFORM )?\\$\\{[A-Z_]+} AS [a-z]+")
                    || from.matches("(archive|controller)( AS [a-z]+)?"));
    assertThat(arguments("ARG")).isNotEmpty().noneMatch(arg -> arg.endsWith(":latest"));
  }

  @Test
  void onlyTheByteCodeIsBuiltOnAnotherPlatform() {
    assertThat(arguments("FROM").filter(from -> from.contains("--platform")))
        .singleElement()
        .asString()
        .endsWith("AS build");
  }

  @Test
  void itRunsWithoutRootAndNothingIsFetchedByAddress() {
    assertThat(arguments("USER")).containsExactly("65532:65532");
    assertThat(instructions()).noneMatch(line -> line.startsWith("ADD "));
    assertThat(arguments("RUN")).noneMatch(run -> run.matches(".*\\b(curl|wget|apt|sudo)\\b.*"));
    assertThat(instructions().get(instructions().size() - 1)).isEqualTo("FROM controller");
  }

  /** Packages may be called as what is built is. */
  @Test
  void nothingThatIsCompiledIsKeptFromTheBuild() throws IOException {
    List<PathMatcher> ignored =
        Kustomize.read(ROOT.resolve(".dockerignore"))
            .lines()
            .map(line -> ROOT.getFileSystem().getPathMatcher("glob:" + line.replaceAll("^/", "")))
            .toList();

    assertThat(ignored).isNotEmpty();
    try (Stream<Path> modules = Files.list(ROOT).map(module -> module.resolve("src/main"))) {
      for (Path sources : modules.filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(sources).map(ROOT::relativize)) {
          assertThat(files).noneMatch(f -> ignored.stream().anyMatch(i -> i.matches(f)));
        }
      }
    }
  }

  @Test
  void itStartsTheControllerItselfAndNoShell() {
    assertThat(arguments("ENTRYPOINT"))
        .containsExactly(
            array(
                "java",
                "@/app/jvm.options",
                "-XX:SharedArchiveFile=/app/we-controller.jsa",
                "-jar",
                "/app/we-controller.jar"));
    assertThat(arguments("CMD")).containsExactly(array("run"));
  }

  /** Its class path is in layers, so it starts a class and has no archive. */
  @Test
  void whatJibBuildsStartsTheSameClassWithTheSameOptions() {
    Pom pom = Pom.of("we-controller");
    Pom jib = pom.plugin("jib-maven-plugin");

    assertThat(jib.texts("entrypoint"))
        .containsExactly(
            "java",
            "@/app/jvm.options",
            "-cp",
            "@/app/jib-classpath-file",
            pom.plugin("maven-shade-plugin").text("mainClass"));
    assertThat(jib.text("containerizingMode"))
        .as("classes that are not in a jar do not know their version")
        .isEqualTo("packaged");
    assertThat(jib.map("path"))
        .containsEntry("into", "/app")
        .containsEntry("includes", "jvm.options")
        .hasEntrySatisfying("from", from -> assertThat(from).endsWith("deploy/image"));
  }

  @Test
  void whatJibBuildsHasTheSameBaseUserCommandAndLabels() {
    Pom pom = Pom.of("we-controller");
    Pom jib = pom.plugin("jib-maven-plugin");

    assertThat(arguments("ARG")).contains("RUNTIME_IMAGE=" + pom.text("image.base"));
    assertThat(arguments("USER")).containsExactly(jib.text("user"));
    assertThat(arguments("CMD")).containsExactly(array(jib.text("args")));
    Map<String, String> labels =
        arguments("LABEL")
            .map(label -> label.split("=", 2))
            .collect(Collectors.toMap(l -> l[0], l -> l[1].replace("\"", "")));
    assertThat(labels).isNotEmpty().isEqualTo(jib.map("labels"));
  }

  private static String array(String... texts) {
    return Stream.of(texts).collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  @Test
  void theCoverageVariantDiffersByItsAgentAlone() {
    List<String> variant =
        instructions().stream()
            .dropWhile(line -> !line.endsWith("AS coverage"))
            .takeWhile(line -> !line.equals("FROM controller"))
            .toList();
    assertThat(variant.toString())
        .contains("FROM controller AS coverage")
        .contains("destfile=/coverdata/")
        .contains("VOLUME /coverdata")
        .doesNotContain("ENTRYPOINT")
        .doesNotContain("USER");
  }

  /** Where platforms are listed, all of them are; nowhere is one of them presumed. */
  @Test
  void noArchitectureIsHardCoded() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(ImageFilesTest::isBuildFile).toList()) {
        Files.readString(file)
            .lines()
            .filter(ImageFilesTest::presumesAnArchitecture)
            .forEach(line -> found.add(file + ": " + line.strip()));
      }
    }
    assertThat(found).isEmpty();
  }

  private static boolean isBuildFile(Path file) {
    return Files.isRegularFile(file)
        && BUILD_FILE.matcher(file.toString()).matches()
        && Stream.iterate(file, p -> p != null, Path::getParent)
            .noneMatch(
                p -> p.getFileName() != null && NOT_OURS.contains(p.getFileName().toString()))
        && !file.toString().contains("/src/test/");
  }

  private static boolean presumesAnArchitecture(String line) {
    long named = ARCHITECTURES.stream().filter(a -> a.matcher(line).find()).count();
    return named == 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM --platform=linux/amd64 java",
        "kubernetes.io/arch: arm64",
        "<classifier>linux-x86_64</classifier>",
        "platforms: linux/aarch64"
      })
  void aPresumedArchitectureIsFound(String line) {
    assertThat(presumesAnArchitecture(line)).isTrue();
  }
}
