package ai.kubernaut.we.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0} --help names {1}")
  @CsvSource({
    "run, --kubeconfig",
    "run, --context",
    "run, --config",
    "validate, --file",
    "validate, --config",
    "explain, --file",
    "explain, --api-error",
    "explain, --http-code",
    "explain, --headers",
    "manifests, --namespace",
    "manifests, --execution-namespace",
    "webhook, --cert",
    "webhook, --key",
    "version, --help",
  })
  void everyCommandHasHelp(String command, String option) {
    CommandRun help = CommandRun.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: we-controller " + command).contains(option);
  }

  @Test
  void helpNamesEveryCommand() {
    CommandRun help = CommandRun.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("run ", "validate ", "explain ", "manifests ", "version ");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    CommandRun none = CommandRun.of();

    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.out()).isEmpty();
    assertThat(none.err())
        .startsWith(
            "name a command: run, validate, explain, manifests, bundle, workflows, webhook or version")
        .contains("Usage: we-controller");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --nonsense", "validate", "manifests extra"})
  void wrongUsageExits2AndShowsTheUsage(String line) {
    CommandRun wrong = CommandRun.of(line.split(" "));

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("Usage: we-controller");
  }

  @Test
  void anUnknownCommandExits2() {
    assertThat(CommandRun.of("start").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("start").err()).startsWith("Unmatched argument at index 0: 'start'");
  }

  @Test
  void versionIsOneLine() {
    CommandRun version = CommandRun.of("version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out().strip()).matches("we-controller \\S+");
  }

  @Test
  void runNamesAKubeconfigThatIsMissing() {
    Path missing = directory.resolve("missing");

    complains("%s: there is no such file".formatted(missing), "run", "--kubeconfig", "" + missing);
  }

  @Test
  void runNamesWhatIsWrongWithItsConfiguration() throws IOException {
    Path config = Files.writeString(directory.resolve("c.yaml"), "logging: {level: loud}");
    CommandRun run = CommandRun.of("run", "--config", config.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("c.yaml:")
        .contains("logging.level: expected one of error, warn, info, debug, trace")
        .doesNotContain("\tat ");
  }

  @Test
  void runNamesAConfigurationThatIsMissingOrADirectory() {
    Path missing = directory.resolve("missing.yaml");

    complains("%s: there is no such file".formatted(missing), "run", "--config", "" + missing);
    complains(
        "%s: it is a directory; name a file".formatted(directory),
        "run",
        "--config",
        "" + directory);
  }

  private static void complains(String expected, String... arguments) {
    CommandRun run = CommandRun.of(arguments);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualToIgnoringNewLines("error: " + expected);
  }
}
