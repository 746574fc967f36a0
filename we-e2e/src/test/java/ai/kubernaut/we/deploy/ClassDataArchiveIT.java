package ai.kubernaut.we.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class data archive, made as the Dockerfile makes it. */
class ClassDataArchiveIT {

  private static final Path IMAGE = Path.of("..", "deploy", "image");
  private static final Path OPTIONS = IMAGE.resolve("jvm.options");
  private static final Path CONTROLLER = Path.of("..", "we-controller/target/we-controller.jar");
  private static final Path API = Path.of("..", "we-testkit/target/we-testkit-standalone.jar");

  /** An archive serves only the JVM that made it, so both have to be this one. */
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  private static final String FROM_ARCHIVE =
      "ai.kubernaut.we.controller.cli.Main source: shared objects file (top)";

  @TempDir Path directory;

  @Test
  void theControllerIsLoadedFromTheArchiveThatTrainingLeaves() throws Exception {
    Path archive = directory.resolve("we-controller.jsa");
    Path definition = Kustomize.DIRECTORY.resolve("workflowexecutions.crd.yaml");
    run("sh", IMAGE.resolve("train"), CONTROLLER, API, definition, OPTIONS, archive);

    String loaded =
        run(
            JAVA.resolve("java"),
            "@" + OPTIONS,
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:class+load",
            "-jar",
            CONTROLLER,
            "version");

    assertThat(loaded).contains(FROM_ARCHIVE).doesNotContain("[error]");
  }

  /** What it has printed; it has to succeed. */
  private String run(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    List.of(words).forEach(word -> command.add(word.toString()));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().merge("PATH", JAVA.toString(), (path, java) -> java + ":" + path);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
